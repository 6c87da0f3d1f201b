package dev.slipway.simulator;

import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Runs the simulator as a program, for any client of App Store Connect.
///
/// Reads these environment variables: `SLIPWAY_APPLE_PORT` (default 3001),
/// `SLIPWAY_APPLE_UPLOAD_PORT` (default 3002), `SLIPWAY_APPLE_STATE` (a file that keeps the state
/// across restarts; no default) and `SLIPWAY_APPLE_SPEED` (simulated seconds per real second,
/// default 1). `make simulator` adds a proxy for clients whose address is fixed. It listens on
/// loopback only and answers 403 to a foreign Host or Origin.
///
/// Reviews progress automatically: a submission is approved after two hours in the queue and half
/// an hour in review, on the simulator's clock. Notifications are sent only to webhooks on this
/// machine.
///
/// The admin routes take and answer JSON and require the header `X-Slipway-Admin: 1`, which a web
/// page of another origin cannot send:
///
/// | route | body | does |
/// | --- | --- | --- |
/// | `POST /admin/keys` | `{"role":"APP_MANAGER","kind":"TEAM","issuerId":"…"}`, all optional | creates a key; only this answer shows its PEM |
/// | `DELETE /admin/keys/{keyId}` | | revokes it |
/// | `POST /admin/apps` | `{"bundleId":"…","name":"…","liveVersion":"1.0","liveBuild":"1","platform":"IOS","locales":["en-US"],"incomplete":false,"madeOnWeb":false,"screenshotDisplayTypes":["APP_IPHONE_67"],"issuerId":"…","betaGroups":[{"name":"…","isInternalGroup":false,"hasAccessToAllBuilds":false}]}`, the first two required | creates an app record; `madeOnWeb`: with nothing but its name, bundle id and primary language |
/// | `POST /admin/faults` | `{"kind":"status","status":503,"method":"POST","path":"/v1/buildUploads","nth":1,"times":1,"afterEffect":true,"retryAfterSeconds":5,"duration":"PT5S","code":"90189","detail":"…","fileName":"01.png","onParts":false}` | scripts a fault; kinds: status, agreements, cut, html, truncated, delay, partUrlExpired, processingFailure, invalidBinary, processingWithoutEnd, otherComposite, strayNotFound, stuckAsset, assetFailure, slowConsistency, webhookLost, webhookTwice, webhookLate, webhookOvertaken, webhookForged (these with `"method":"POST","path":"BUILD_UPLOAD_STATE_UPDATED"` for one event type) |
/// | `GET`, `DELETE /admin/faults` | | lists, removes the pending faults |
/// | `GET /admin/clock` | | time and speed |
/// | `POST /admin/clock` | `{"advance":"PT1H","speed":60,"set":"2026-03-01T10:00:00Z"}`, any of them | moves the clock |
/// | `POST /admin/reviews/{id}/start`, `/approve`, `/reject`, `/metadata-reject` | | drives review; the id is that of a version, submission or app |
/// | `POST /admin/reviews/script` | `{"mode":"APPROVE","waiting":"PT2H","inReview":"PT30M"}`; modes BY_HAND, APPROVE, REJECT, METADATA_REJECT | sets how reviews progress automatically |
/// | `POST /admin/beta-reviews/{id}/start`, `/approve`, `/reject` | | drives TestFlight's review; the id is that of a build or beta app review submission |
/// | `POST /admin/purchases` | `{"appId":"…","productId":"…","type":"CONSUMABLE","stage":"READY"}`, with `"group":"…"` instead of `type` for a subscription; stages as in `NewPurchase` | adds a product to an app |
/// | `POST /admin/foreign-items` | `{"appId":"…","kind":"APP_EVENT"}`; kinds as in `ForeignItem` | adds another item to the app's draft submission |
/// | `POST /admin/encryption-declarations` | `{"appId":"…","state":"APPROVED","platform":"IOS","exempt":false,"codeValue":"…"}`; all but `appId` may be left out | creates one; answers its id |
/// | `POST /admin/encryption-declarations/{id}` | `{"state":"APPROVED"}` | decides on one, as Apple does |
/// | `POST /admin/content-statuses` | `{"appId":"…","territories":["ITA"],"contentStatus":"TRADER_STATUS_NOT_PROVIDED"}`; without contentStatus the usual ones | shows it at the app's rows for these territories |
/// | `POST /admin/quirks` | `{"completing":"PT0S","settling":"PT0S","uploadsADay":0}`, any of them | sets what Apple shows only sometimes, see `Quirks` |
/// | `POST /admin/guesses` | `{"turned":["ONLY_FIRST_UNMET"]}` | turns these guesses about Apple and restores all others, see `Guess` |
/// | `GET /admin/state` | | everything, and the calls so far |
/// | `POST /admin/reset` | | deletes keys, apps and everything else |
public final class SimulatorMain {
  private SimulatorMain() {}

  /// Starts the simulator and blocks until the process ends.
  public static void main(String[] arguments) throws InterruptedException {
    start(System.getenv());
    new CountDownLatch(1).await();
  }

  /// Starts the simulator as these environment variables say, prints its addresses, and delivers
  /// notifications until the process ends.
  ///
  /// @throws IllegalArgumentException if a variable has an invalid value
  public static AppStoreConnectSimulator start(Map<String, String> environment) {
    AppStoreConnectSimulator simulator = AppStoreConnectSimulator.start(options(environment));
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-close"));
    System.out.println(
        "App Store Connect simulator: "
            + simulator.baseUri()
            + " (parts: "
            + simulator.uploadUri()
            + ")");
    System.out.println("Issuer ID: " + simulator.issuerId());
    System.out.println(
        "Create a key: curl -X POST -H 'X-Slipway-Admin: 1' "
            + simulator.baseUri()
            + "/admin/keys -d '{\"role\":\"APP_MANAGER\"}'");
    Thread.ofPlatform().name("webhooks").daemon().start(() -> deliverOn(simulator));
    return simulator;
  }

  /// Sends notifications when they are due, to the second.
  private static void deliverOn(AppStoreConnectSimulator simulator) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(Duration.ofSeconds(1));
        simulator.deliverWebhooks();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  static SimulatorOptions options(Map<String, String> environment) {
    SimulatorClock clock = SimulatorClock.realTime();
    clock.speed(Double.parseDouble(environment.getOrDefault("SLIPWAY_APPLE_SPEED", "1")));
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .ports(
                port(environment, "SLIPWAY_APPLE_PORT", 3001),
                port(environment, "SLIPWAY_APPLE_UPLOAD_PORT", 3002))
            .withClock(clock)
            .acceptInvalidRequests()
            .judgeTokensByRealTime()
            .withExchangesKept(1000)
            .withReviewScript(ReviewScript.approve(Duration.ofHours(2), Duration.ofMinutes(30)));
    String state = environment.getOrDefault("SLIPWAY_APPLE_STATE", "");
    return state.isBlank() ? options : options.withStateFile(Path.of(state));
  }

  /// Returns the port that an environment variable names; 0 = any free one.
  ///
  /// @throws IllegalArgumentException if it is not a port
  public static int port(Map<String, String> environment, String name, int otherwise) {
    String value = environment.getOrDefault(name, Integer.toString(otherwise));
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new IllegalArgumentException(name + " must be a port number, but is " + value);
    }
    return Integer.parseInt(value);
  }
}
