package dev.slipway.appstoreconnect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.SettableTime;
import dev.slipway.appstoreconnect.TestKeys;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.RateLimited;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unreachable;
import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.PageCursor;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.json.JsonFields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiConnectionTest {
  private static final String OK = "{\"data\":{\"type\":\"apps\",\"id\":\"1\"}}";
  private static final ApiRequest READ = ApiRequest.get("/v1/apps/{id}", new AppId("1"));
  private static final ApiRequest WRITE =
      ApiRequest.post("/v1/reviewSubmissions", JsonFields.with("type", "reviewSubmissions"));

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T10:00:00Z"));
  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private final ScriptedServer server = new ScriptedServer();
  private final HttpClient http = HttpApiConnection.newHttpClient();
  private ClientOptions options =
      ClientOptions.defaults().withObserver(reports::add).withRandom(new Random(1));

  @AfterEach
  void stop() {
    server.close();
    http.shutdownNow();
  }

  @Test
  void sendsTokenAndJsonAndReadsTheResource() {
    server.then(201, OK);

    String id = connection().send(WRITE, document -> document.one().id());

    assertThat(id).isEqualTo("1");
    var request = server.seen().getFirst();
    assertThat(request.header("Authorization")).startsWith("Bearer ey");
    assertThat(request.header("Content-type")).isEqualTo("application/json");
    assertThat(request.body()).isEqualTo("{\"data\":{\"type\":\"reviewSubmissions\"}}");
  }

  @Test
  void encodesBracketsAndValuesOfTheQuery() {
    server.then(200, OK);

    connection()
        .send(
            ApiRequest.get("/v1/apps")
                .query("filter[bundleId]", "com.example.a+b&c")
                .query("include", List.of("builds", "appInfos")),
            Document::one);

    assertThat(server.seen().getFirst().target())
        .isEqualTo("/v1/apps?filter%5BbundleId%5D=com.example.a%2Bb%26c&include=builds,appInfos");
  }

  @Test
  void repeatsReadsWithGrowingPausesAndReportsEachTry() {
    server.then(503, "").then(502, "<html>bad gateway</html>").then(200, OK);

    connection().send(READ, Document::one);

    assertThat(reports).extracting(CallReport::status).containsExactly(503, 502, 200);
    assertThat(reports).extracting(CallReport::path).containsOnly("/v1/apps/{id}");
    assertThat(time.slept()).hasSize(2);
    assertThat(time.slept().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(time.slept().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
  }

  @Test
  void waitsAsLongAsAppleAsksInSecondsOrUntilADate() {
    server
        .then(429, "", "Retry-After", "17")
        .then(429, "", "Retry-After", "Sun, 01 Mar 2026 10:00:40 GMT")
        .then(200, OK);

    connection().send(READ, Document::one);

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(23));
  }

  @Test
  void waitsForSecondsWhenALimitNamesNoTime() {
    server.then(429, "").then(200, OK);

    connection().send(READ, Document::one);

    assertThat(time.slept().getFirst()).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
  }

  @Test
  void givesUpRatherThanWaitBeyondTheDeadline() {
    server.then(429, error("429", "RATE_LIMIT_EXCEEDED", "slow down"), "Retry-After", "3600");

    var failure = failure(READ, RateLimited.class);

    assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    assertThat(time.slept()).isEmpty();
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void givesUpAfterItsTries() {
    options = options.withTries(3);
    server.then(500, "").then(500, "").then(500, "").then(200, OK);

    assertThat(failure(READ, AppleFault.class).status()).isEqualTo(500);
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void neverRepeatsAWriteAndSaysThatItMayHaveTakenEffect() {
    server.then(503, "<html>unavailable</html>");

    var failure = failure(WRITE, AppleFault.class);

    assertThat(failure.outcomeUnknown()).isTrue();
    assertThat(failure.errors()).isEmpty();
    assertThat(failure).hasMessageNotContaining("<html>");
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void knowsThatARefusedWriteHadNoEffect() {
    server.then(429, error("429", "RATE_LIMIT_EXCEEDED", "slow down"));

    assertThat(failure(WRITE, RateLimited.class).outcomeUnknown()).isFalse();
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void mintsOnceAndRetriesOnceAfter401() {
    server.then(401, error("401", "NOT_AUTHORIZED", "no")).then(201, OK);

    connection().send(WRITE, Document::one);

    assertThat(server.seen()).hasSize(2);
    assertThat(server.seen().get(0).header("Authorization"))
        .isNotEqualTo(server.seen().get(1).header("Authorization"));
  }

  @Test
  void reportsUnauthorizedAfterTheSecond401WithTheClockSkew() {
    // The JDK's server stamps the real time, so ours is months off.
    server.then(401, error("401", "NOT_AUTHORIZED", "no")).then(401, "");

    var failure = failure(READ, Unauthorized.class);

    assertThat(server.seen()).hasSize(2);
    assertThat(failure.clockSkew()).isPresent();
    assertThat(failure.clockSkew().orElseThrow().abs()).isGreaterThan(Duration.ofHours(1));
  }

  @Test
  void takesItsClockCorrectionBackWhenItDidNotHelp() {
    var tokens = new TokenSource(TestKeys.team(), time);
    var connection = new HttpApiConnection(http, server.uri(), tokens, time, time, options);
    server.then(401, "").then(401, "").then(200, OK);

    catchThrowableOfType(Unauthorized.class, () -> connection.send(READ, Document::one));

    assertThat(tokens.clockCorrection()).isZero();
    connection.send(READ, Document::one);
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void mapsEachStatusToItsException() {
    server.then(404, error("404", "NOT_FOUND", "gone"));
    assertThat(failure(READ, NotFound.class).hasCode("NOT_FOUND")).isTrue();

    server.then(400, error("400", "PARAMETER_ERROR.INVALID", "bad"));
    assertThat(failure(READ, Invalid.class).hasCode("PARAMETER_ERROR")).isTrue();

    server.then(422, error("422", "ENTITY_UNPROCESSABLE", "bad"));
    assertThat(failure(WRITE, Invalid.class).status()).isEqualTo(422);

    server.then(403, "<html>blocked</html>");
    assertThat(failure(READ, Forbidden.class).reason())
        .isEqualTo(dev.slipway.appstoreconnect.errors.ForbiddenReason.OTHER);

    server.then(302, "", "Location", server.uri() + "/elsewhere");
    options = options.withTries(1);
    assertThat(failure(READ, AppleFault.class)).hasMessageContaining("redirect");
    assertThat(server.seen()).noneMatch(seen -> seen.target().equals("/elsewhere"));
  }

  @Test
  void findsTheCauseAmongAssociatedErrors() {
    server.then(
        409,
        """
        {"errors":[{"id":"e1","status":"409","code":"STATE_ERROR.ENTITY_STATE_INVALID","title":"t",
          "detail":"This resource cannot be reviewed",
          "meta":{"previousBundleVersion":"180","associatedErrors":{
            "/v1/appScreenshots/":[{"code":"STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_65","title":"x"}],
            "/v1/builds/b1":[{"code":"ENTITY_ERROR.ATTRIBUTE.REQUIRED","title":"missing",
              "source":{"pointer":"/data/attributes/usesNonExemptEncryption"}}]}}}]}
        """);

    var failure = failure(WRITE, Conflict.class);

    assertThat(failure.hasCode("STATE_ERROR.SCREENSHOT_REQUIRED")).isTrue();
    assertThat(failure.hasCode("STATE_ERROR.SCREENSHOT")).isFalse();
    var outer = failure.errors().getFirst();
    assertThat(outer.meta()).containsEntry("previousBundleVersion", "180");
    assertThat(outer.associatedErrors().get("/v1/builds/b1").getFirst().sourcePointer())
        .isEqualTo("/data/attributes/usesNonExemptEncryption");
    assertThat(failure).hasMessageContaining("POST /v1/reviewSubmissions answered 409");
  }

  @Test
  void readsOddErrorDocumentsAsFarAsTheyGo() {
    server.then(409, "{\"errors\":[17,{\"code\":5,\"detail\":null,\"meta\":[],\"source\":\"x\"}]}");

    var failure = failure(WRITE, Conflict.class);

    assertThat(failure.errors()).hasSize(1);
    assertThat(failure.errors().getFirst().code()).isEmpty();
  }

  @Test
  void treatsTruncatedAndForeignAnswersAsApplesFault() {
    options = options.withTries(1);
    for (String body : List.of("{\"data\":{\"type\":\"ap", "<html>welcome</html>", "[]", "{}")) {
      server.then(200, body);
      assertThat(failure(READ, AppleFault.class).outcomeUnknown()).isFalse();
    }
    server.then(201, "{\"data\":{\"type\":\"ap");
    assertThat(failure(WRITE, AppleFault.class).outcomeUnknown()).isTrue();
  }

  @Test
  void readsAgainAfterATruncatedAnswer() {
    server.then(200, OK.substring(0, 20)).then(200, OK);

    String id = connection().send(READ, document -> document.one().id());

    assertThat(id).isEqualTo("1");
  }

  @Test
  void knowsThatACutConnectionLeavesAWriteUncertain() {
    server.then(
        exchange -> {
          throw new IOException("cut");
        });

    assertThat(failure(WRITE, Unreachable.class).outcomeUnknown()).isTrue();
    assertThat(reports).extracting(CallReport::status).containsExactly(0);
  }

  @Test
  void knowsThatAWriteWithoutConnectionHadNoEffect() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    var failure =
        catchThrowableOfType(
            Unreachable.class,
            () -> connection(URI.create("http://127.0.0.1:" + closed)).send(WRITE, Document::one));

    assertThat(failure.outcomeUnknown()).isFalse();
    assertThat(failure.status()).isZero();
  }

  @Test
  void doesNotWaitForAnAnswerThatStopsHalfWay() throws Exception {
    options = options.withRequestTimeout(Duration.ofMillis(300)).withTries(1);
    var released = new CountDownLatch(1);
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(released);
        });

    var failure = failure(READ, Unreachable.class);
    released.countDown();

    assertThat(failure).hasMessageContaining("no answer within 300 ms");
  }

  /// A commit of a build may take longer than any other call.
  @Test
  void waitsAsLongAsTheRequestsOwnDeadlineAllows() {
    options = options.withRequestTimeout(Duration.ofNanos(1)).withTries(1);
    server.then(200, OK).then(200, OK);

    failure(READ, Unreachable.class);
    String id =
        connection().send(READ.within(Duration.ofSeconds(60)), document -> document.one().id());

    assertThat(id).isEqualTo("1");
  }

  @Test
  void refusesAnAnswerBeyond16MiB() {
    options = options.withTries(1);
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var chunk = new byte[1 << 20];
          for (int i = 0; i < 17; i++) {
            exchange.getResponseBody().write(chunk);
          }
        });

    failure(READ, Unreachable.class);
  }

  @Test
  void followsPagesOnItsOwnHostOnly() {
    server.then(200, "{\"data\":[]}");
    connection()
        .follow(
            new PageCursor(server.uri() + "/v1/apps?cursor=abc&limit=2"),
            ApiRequest.get("/v1/apps"),
            Document::all);
    assertThat(server.seen().getFirst().target()).isEqualTo("/v1/apps?cursor=abc&limit=2");

    for (String link :
        List.of(
            "http://evil.example/v1/apps",
            "https://127.0.0.1/v1/apps",
            "//evil.example/v1/apps",
            "http://127.0.0.1:1/v1/apps",
            "not a link")) {
      assertThatThrownBy(
              () ->
                  connection()
                      .follow(new PageCursor(link), ApiRequest.get("/v1/apps"), Document::all))
          .isInstanceOf(AppleFault.class);
    }
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void refusesBaseAddressesThatWouldExposeTheToken() {
    for (String uri :
        List.of(
            "http://api.appstoreconnect.apple.com",
            "https://user@api.appstoreconnect.apple.com",
            "https://api.appstoreconnect.apple.com/path",
            "ftp://127.0.0.1",
            "https:///v1")) {
      assertThatThrownBy(() -> connection(URI.create(uri)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void keepsFewRequestsInFlight() throws Exception {
    options = options.withMaxInFlight(3);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var full = new CountDownLatch(3);
    for (int i = 0; i < 12; i++) {
      server.then(
          exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            await(full);
            now.decrementAndGet();
            exchange.sendResponseHeaders(200, OK.length());
            exchange.getResponseBody().write(OK.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          });
    }

    var connection = connection();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<java.util.concurrent.Future<String>>();
      for (int i = 0; i < 12; i++) {
        calls.add(threads.submit(() -> connection.send(READ, d -> d.one().id())));
      }
      for (var call : calls) {
        assertThat(call.get()).isEqualTo("1");
      }
    }
    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void tellsTheObserverWhatIsLeftOfTheBudget() {
    server.then(200, OK, "X-Rate-Limit", "user-hour-lim:3500;user-hour-rem:3499;");

    connection().send(READ, Document::one);

    var report = reports.getFirst();
    assertThat(report.rateLimit().hourLimit()).isEqualTo(3500);
    assertThat(report.rateLimit().hourRemaining()).isEqualTo(3499);
    assertThat(report.appleTime()).isNotNull();
    assertThat(report.duration()).isPositive();
  }

  @Test
  void exceptionsHoldNoToken() {
    options = options.withTries(1);
    server.then(500, "");

    AppStoreConnectException failure = failure(READ, AppleFault.class);

    String token = server.seen().getFirst().header("Authorization").substring("Bearer ".length());
    assertThat(failure.toString()).doesNotContain(token);
  }

  private HttpApiConnection connection() {
    return connection(server.uri());
  }

  private HttpApiConnection connection(URI uri) {
    return new HttpApiConnection(
        http, uri, new TokenSource(TestKeys.team(), time), time, time, options);
  }

  private <E extends AppStoreConnectException> E failure(ApiRequest request, Class<E> type) {
    return catchThrowableOfType(type, () -> connection().send(request, Document::one));
  }

  private static String error(String status, String code, String detail) {
    return "{\"errors\":[{\"status\":\"%s\",\"code\":\"%s\",\"title\":\"t\",\"detail\":\"%s\"}]}"
        .formatted(status, code, detail);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
