package dev.slipway.appstoreconnect.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final Set<WebhookEventType> UPLOADS =
      EnumSet.of(WebhookEventType.BUILD_UPLOAD_STATE_UPDATED);
  private static final String SECRET = "This is my secret";

  private final SimulatedApple apple = new SimulatedApple();
  private final AppStoreConnectClient client = apple.client();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer receiver;
  private URI url;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          received.add(exchange.getRequestHeaders().getFirst("x-apple-signature") + " " + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
    url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    apple.close();
  }

  @Test
  void registersListsChangesAndEnds() {
    var made = client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS);
    assertThat(made.enabled()).isTrue();
    assertThat(made.eventTypes()).isEqualTo(UPLOADS);
    assertThat(client.webhooks().list(apple.app())).containsExactly(made);

    URI elsewhere = url.resolve("/other");
    var changed = client.webhooks().update(made.id(), elsewhere, "another", UPLOADS);
    assertThat(changed.url()).isEqualTo(elsewhere.toString());

    client.webhooks().delete(made.id());
    assertThat(client.webhooks().list(apple.app())).isEmpty();
    assertThatThrownBy(() -> client.webhooks().delete(made.id())).isInstanceOf(NotFound.class);
  }

  @Test
  void tellsOfAPing() {
    var webhook = client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS);
    client.webhooks().ping(webhook.id());

    assertThat(apple.simulator().deliverWebhooks()).isEqualTo(1);
    assertThat(received).singleElement().asString().contains("webhookPingCreated");
    assertThat(received.getFirst()).startsWith("hmacsha256=");
  }

  @Test
  void keepsAHistoryFromWhichTheLostCanBeRead() {
    var webhook = client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS);
    Instant begin = apple.simulator().clock().instant();
    apple.simulator().faults().add(Fault.webhookLost());
    apple.build(client, "1.1.0", "2");
    apple.simulator().deliverWebhooks();

    var lost = client.webhooks().deliveries(webhook.id(), WebhookDeliveryState.FAILED, begin);
    assertThat(lost)
        .singleElement()
        .satisfies(delivery -> assertThat(delivery.payload()).contains("\"PROCESSING\""));
    assertThat(client.webhooks().deliveries(webhook.id(), WebhookDeliveryState.SUCCEEDED, begin))
        .hasSize(1);
    assertThat(
            client
                .webhooks()
                .deliveries(
                    webhook.id(),
                    WebhookDeliveryState.FAILED,
                    apple.simulator().clock().instant().plus(Duration.ofDays(1))))
        .isEmpty();

    received.clear();
    var again = client.webhooks().redeliver(lost.getFirst().id());
    assertThat(again.state()).isEqualTo(WebhookDeliveryState.PENDING);
    apple.simulator().deliverWebhooks();
    assertThat(received).singleElement().asString().contains(lost.getFirst().payload());
  }

  @Test
  void hasWhatWasRefusedInTheHistory() {
    var webhook = client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS);
    Instant begin = apple.simulator().clock().instant();
    status = 403;
    apple.build(client, "1.1.0", "2");
    apple.simulator().deliverWebhooks();

    assertThat(client.webhooks().deliveries(webhook.id(), WebhookDeliveryState.FAILED, begin))
        .hasSize(2);
  }

  @Test
  void deliversToThisMachineAlone() {
    var webhook =
        client
            .webhooks()
            .create(
                apple.app(), "Slipway", URI.create("https://hooks.example.org"), SECRET, UPLOADS);
    client.webhooks().ping(webhook.id());
    apple.simulator().deliverWebhooks();

    assertThat(
            client.webhooks().deliveries(webhook.id(), WebhookDeliveryState.FAILED, Instant.EPOCH))
        .hasSize(1);
  }

  @Test
  void isRefusedBelowAppManager() {
    var developer = apple.client(KeyRole.DEVELOPER);

    var refusal =
        catchThrowableOfType(Forbidden.class, () -> developer.webhooks().list(apple.app()));
    assertThat(refusal.reason()).isEqualTo(ForbiddenReason.ROLE);
  }

  @Test
  void isRefusedBeyondTenWithoutTellingTheSecret() {
    for (int i = 0; i < 10; i++) {
      client.webhooks().create(apple.app(), "Slipway", url.resolve("/" + i), SECRET, UPLOADS);
    }
    assertThatThrownBy(() -> client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS))
        .isInstanceOf(Conflict.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void deliversTwiceLateAndOutOfOrderWhenToldTo() {
    client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS);
    apple.simulator().faults().add(Fault.webhookOvertaken().ofEvent("BUILD_UPLOAD_STATE_UPDATED"));
    apple.build(client, "1.1.0", "2");
    apple.simulator().deliverWebhooks();
    assertThat(received).hasSize(2);
    assertThat(received.get(0))
        .contains("\"newState\":\"COMPLETE\"", "\"type\":\"buildUploads\"", "\"self\":")
        .as("Apple's sample names neither the old state nor a time")
        .doesNotContain("oldState", "timestamp");
    assertThat(received.get(1)).contains("\"newState\":\"PROCESSING\"");

    received.clear();
    apple.simulator().faults().add(Fault.webhookTwice(), Fault.webhookLate(Duration.ofHours(1)));
    apple.build(client, "1.1.0", "3");
    apple.simulator().deliverWebhooks();
    assertThat(received).hasSize(2).allMatch(body -> body.contains("\"newState\":\"PROCESSING\""));
    apple.simulator().clock().advance(Duration.ofHours(1));
    apple.simulator().deliverWebhooks();
    assertThat(received).hasSize(3).last().asString().contains("\"newState\":\"COMPLETE\"");
  }

  @Test
  void forgesASignatureWhenToldTo() {
    var webhook = client.webhooks().create(apple.app(), "Slipway", url, SECRET, UPLOADS);
    client.webhooks().ping(webhook.id());
    apple.simulator().faults().add(Fault.webhookForged());
    client.webhooks().ping(webhook.id());
    apple.simulator().deliverWebhooks();

    assertThat(received).hasSize(2);
    assertThat(received.stream().map(line -> line.substring(0, line.indexOf(' '))).distinct())
        .hasSize(2);
  }
}
