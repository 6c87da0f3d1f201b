package dev.slipway.aws;

import dev.slipway.announcements.Announcer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/// The same on moto, a second opinion on what AWS does: run with
/// `-Dmoto.endpoint=http://127.0.0.1:<port>`.
@Tag("endpoint")
class MotoAnnouncerTest extends AnnouncerContract {
  private static final String ENDPOINT = System.getProperty("moto.endpoint", "");
  private EventBridgeClient client;
  private String bus;

  @BeforeEach
  void needsMoto() {
    if (ENDPOINT.isEmpty()) {
      System.out.println(
          "SKIPPED MotoAnnouncerTest: no moto_server (give"
              + " -Dmoto.endpoint=http://127.0.0.1:<port>)");
    }
    Assumptions.assumeFalse(ENDPOINT.isEmpty(), "moto.endpoint is not set");
    client =
        AwsClients.from(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "local",
                    "AWS_SECRET_ACCESS_KEY", "local-only",
                    "AWS_ENDPOINT_URL", ENDPOINT))
            .eventBridge();
    bus = "bus-" + UUID.randomUUID();
    client.createEventBus(request -> request.name(bus));
  }

  @Override
  Announcer announcer() {
    return new EventBridgeAnnouncer(() -> client, bus, () -> AT);
  }
}
