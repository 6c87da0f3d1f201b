package dev.slipway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.RateLimit;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged answers of Apple's in large numbers, through the whole client: an object, or one of the
/// client's own exceptions.
@Tag("fuzz")
class AppleAnswersFuzzTest {
  private static final int CASES = 700;
  private static final String GRAMMAR =
      "{ } [ ] : , \"data\" \"id\" \"type\" \"attributes\" \"relationships\" \"included\" \"links\""
          + " \"next\" \"errors\" \"meta\" null true 1e999 -1 99999999999999999999999 \"\""
          + " \"\\ud800\" <html> \uFEFF \"uploadOperations\" \"https://evil.example\""
          + " \"2026-99-99\" \u0000";

  /// One call with which something is read.
  private interface Call {
    void on(AppStoreConnectClient client);
  }

  @Test
  void damagedDocumentsAreReadOrRefused() throws Exception {
    try (var apple = AppStoreConnectSimulator.start(SimulatorOptions.defaults());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var app =
          new AppId(apple.createApp(NewApp.of("com.example.fuzz", "F").liveVersion("1", "1")).id());
      var key = apple.createKey(KeyRole.ADMIN);
      byte[] der =
          Base64.getMimeDecoder().decode(key.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
      var apiKey =
          new ApiKey.TeamKey(
              new KeyId(key.keyId()), new IssuerId(key.issuerId()), ApiKey.fromPkcs8(der));
      var real = client(apple.baseUri(), apiKey);
      AppStoreVersion version = real.appStoreVersions().listFor(app, Platform.IOS).getFirst();
      var build = real.builds().find(app, "1", "1", Platform.IOS).getFirst().id();
      List<Call> calls =
          List.of(
              client -> client.apps().listWithVersions(10),
              client -> client.apps().findByBundleId("com.example.fuzz"),
              client -> client.appStoreVersions().listFor(app, Platform.IOS),
              client -> client.appStoreVersionLocalizations().listWithSets(version.id()),
              client -> client.appInfos().listFor(app),
              client -> client.builds().get(build),
              client -> client.builds().testFlightStatus(build),
              client -> client.buildUploads().reserve(app, "2", "2", Platform.IOS),
              client -> client.reviewSubmissions().open(List.of(app)));
      var body = new AtomicReference<>(new byte[0]);
      var status = new AtomicInteger(200);
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getRequestBody().readAllBytes();
              byte[] bytes = body.get();
              exchange.sendResponseHeaders(status.get(), bytes.length == 0 ? -1 : bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
      var damaged = client(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), apiKey);
      try {
        int number = 0;
        for (Call call : calls) {
          call.on(real);
          byte[] sample =
              apple.exchanges().getLast().responseBody().getBytes(StandardCharsets.UTF_8);
          int refused =
              Fuzz.run(
                  "answer of Apple "
                      + apple.exchanges().getLast().path().replaceAll("/[0-9a-f-]{9,}", "/#"),
                  CASES,
                  List.of(sample),
                  GRAMMAR,
                  bytes -> {
                    body.set(bytes);
                    status.set(bytes.length % 5 == 0 ? 409 : 200);
                    try {
                      call.on(damaged);
                      return true;
                    } catch (AppStoreConnectException e) {
                      return false;
                    }
                  });
          assertThat(refused).as("call %d", number++).isBetween(CASES / 5, CASES);
        }
      } finally {
        server.stop(0);
      }
    }
  }

  @Test
  void anyTextMayStandInXRateLimit() throws Exception {
    Fuzz.run(
        "X-Rate-Limit",
        5_000,
        List.of(
            "user-hour-lim:3500;user-hour-rem:3499;user-minute-lim:300;user-minute-rem:1;"
                .getBytes(StandardCharsets.UTF_8)),
        "user-hour-lim user-hour-rem : ; - 99999999999 0 ١٢٣ \u0000",
        bytes -> {
          var limit = RateLimit.parse(new String(bytes, StandardCharsets.UTF_8));
          if (limit.hourRemaining() != null) {
            assertThat(limit.hourRemaining()).isNotNegative();
          }
          return !limit.equals(RateLimit.NONE);
        });
  }

  private static AppStoreConnectClient client(URI uri, ApiKey key) {
    InstantSource clock = InstantSource.system();
    return new AppStoreConnectClient(
        uri, new TokenSource(key, clock), clock, _ -> {}, ClientOptions.defaults().withTries(1));
  }
}
