package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.ProblemType;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.TeamRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every cause that a verdict can name, produced at intake or in the simulator, and the verdict on
/// it: the right one, by at most 6 reading calls, within 3 seconds of the clock.
class VerdictMatrixTest {
  private static final String OTHER_ISSUER = "11111111-2222-3333-4444-555555555555";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private Duration ourClockAhead = Duration.ZERO;
  private final InstantSource ourClock = () -> fixture.clock().instant().plus(ourClockAhead);

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /// Brings the simulator into a state and makes a connect request.
  interface Scene {
    Map<String, String> set(VerdictMatrixTest test) throws Exception;
  }

  static Stream<Arguments> atIntake() {
    return Stream.of(
        intake("not a PEM", ProblemType.KEY_NOT_PEM, body -> body.put("privateKey", "hello")),
        intake(
            "a certificate",
            ProblemType.KEY_WRONG_KIND,
            body ->
                body.put(
                    "privateKey",
                    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")),
        intake(
            "curve P-384",
            ProblemType.KEY_WRONG_CURVE,
            body -> body.put("privateKey", pem("secp384r1"))),
        intake(
            "a damaged key",
            ProblemType.KEY_DAMAGED,
            body ->
                body.put(
                    "privateKey",
                    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")),
        intake("no key", ProblemType.KEY_MISSING, body -> body.remove("privateKey")),
        intake("no Key ID", ProblemType.KEY_ID_MISSING, body -> body.remove("keyId")),
        intake("Key ID malformed", ProblemType.KEY_ID_MALFORMED, body -> body.put("keyId", "ABC")),
        intake(
            "Issuer ID malformed",
            ProblemType.ISSUER_ID_MALFORMED,
            body -> body.put("issuerId", "1234")),
        intake(
            "Key ID differs from the file's name",
            ProblemType.KEY_ID_MISMATCH,
            body -> body.put("keyFileName", "AuthKey_ZZZZZZZZZZ.p8")));
  }

  private static Arguments intake(
      String name, ProblemType type, java.util.function.Consumer<Map<String, String>> change) {
    return arguments(name, type, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void atIntake(
      String name, ProblemType type, java.util.function.Consumer<Map<String, String>> change) {
    var body = connect(fixture.key(KeyRole.ADMIN));
    change.accept(body);

    var answer = fixture.call(api, Request.postJson("/connections", body));

    assertThat(answer.json().string("type")).isEqualTo(type.uri());
    assertThat(answer.status()).isEqualTo(type.status());
    assertThat(answer.json().string("detail")).hasSizeGreaterThan(20);
  }

  static Stream<Arguments> rejected() {
    return Stream.of(
        arguments(
            "wrong Key ID",
            "WRONG_KEY_ID",
            (Scene)
                test -> {
                  var body = connect(test.fixture.key(KeyRole.ADMIN));
                  body.put("keyId", "ABCDE12345");
                  return body;
                }),
        arguments(
            "wrong Key ID in a file that was renamed, too",
            "WRONG_KEY_ID",
            (Scene)
                test -> {
                  var body = connect(test.fixture.key(KeyRole.ADMIN));
                  body.put("keyId", "ABCDE12345");
                  body.put("keyFileName", "AuthKey_ABCDE12345.p8");
                  return body;
                }),
        arguments(
            "wrong Issuer ID",
            "WRONG_ISSUER_ID",
            (Scene)
                test -> {
                  var body = connect(test.fixture.key(KeyRole.ADMIN));
                  body.put("issuerId", OTHER_ISSUER);
                  return body;
                }),
        arguments(
            "revoked before it was connected",
            "KEY_REVOKED",
            (Scene)
                test -> {
                  var key = test.fixture.key(KeyRole.ADMIN);
                  test.fixture.apple().revokeKey(key.keyId());
                  return connect(key);
                }),
        arguments(
            "a key for push notifications",
            "OTHER_APPLE_SERVICE",
            (Scene)
                test -> {
                  var body = connect(test.fixture.key(KeyRole.ADMIN));
                  body.put("keyId", "APNS123456");
                  body.put("keyFileName", "AuthKey_APNS123456.p8");
                  body.put("privateKey", pem("secp256r1"));
                  return body;
                }),
        arguments(
            "an individual key without the right Key ID",
            "WRONG_KEY_ID",
            (Scene)
                test -> {
                  var body = connect(test.individual(KeyRole.ADMIN));
                  body.put("keyId", "ABCDE12345");
                  return body;
                }),
        arguments(
            "a team key without its Issuer ID",
            "ISSUER_ID_MISSING",
            (Scene)
                test -> {
                  var body = connect(test.fixture.key(KeyRole.ADMIN));
                  body.remove("issuerId");
                  return body;
                }),
        arguments(
            "an individual key with an Issuer ID",
            "INDIVIDUAL_KEY_WITH_ISSUER",
            (Scene)
                test -> {
                  var key = test.individual(KeyRole.ADMIN);
                  var body = connect(key);
                  body.put("issuerId", key.issuerId());
                  return body;
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rejected(String name, String trueCause, Scene scene) throws Exception {
    app();
    var verdict = verdict(scene.set(this), null);

    expect(verdict, "NOT_CONNECTED", ProblemType.CREDENTIALS_REJECTED);
    var causes =
        verdict.objects("likelyCauses").stream().map(cause -> cause.string("cause")).toList();
    assertThat(causes).contains(trueCause).hasSizeLessThanOrEqualTo(4);
    assertThat(causes.contains("INDIVIDUAL_KEY_WITH_ISSUER"))
        .isEqualTo(trueCause.equals("INDIVIDUAL_KEY_WITH_ISSUER"));
    assertThat(verdict.objects("likelyCauses"))
        .allMatch(cause -> cause.string("advice").length() > 40);
    assertThat(verdict.object("capabilities").string("readApps")).isEqualTo("NO");
  }

  @ParameterizedTest
  @CsvSource({
    "SubscriptionKey_ABCDE12345.p8, OTHER_APPLE_SERVICE",
    "AuthKey_ABCDE12345 APNs.p8, OTHER_APPLE_SERVICE",
    "key.p8, WRONG_KEY_ID",
  })
  void aFileOfAnotherServiceIsTheFirstCause(String fileName, String first) throws Exception {
    for (boolean individual : new boolean[] {false, true}) {
      var body = connect(individual ? individual(KeyRole.ADMIN) : fixture.key(KeyRole.ADMIN));
      body.put("keyId", "ABCDE12345");
      body.put("keyFileName", fileName);
      body.put("privateKey", pem("secp256r1"));

      var verdict = verdict(body, null);

      assertThat(verdict.objects("likelyCauses").getFirst().string("cause")).isEqualTo(first);
    }
  }

  @Test
  void aKeyInAFileThatWasRenamedWorks() throws Exception {
    app();
    var body = connect(fixture.key(KeyRole.ADMIN));
    body.put("keyFileName", "SubscriptionKey_" + body.get("keyId") + ".p8");

    assertThat(verdict(body, null).string("state")).isEqualTo("CONNECTED");
  }

  /// The words for a key that Apple never accepted: first that this may pass, then the causes (G01,
  /// G10, G11).
  @Test
  void namesTheCausesOfARejectionInOrder() throws Exception {
    app();
    var body = connect(fixture.key(KeyRole.ADMIN));
    body.put("issuerId", OTHER_ISSUER);
    body.put("keyFileName", "AuthKey_" + body.get("keyId") + ".p8");

    var verdict = verdict(body, null);

    assertThat(verdict.object("problem").string("detail"))
        .isEqualTo(
            "Apple rejects this key and does not say why. A key made minutes ago may not be known"
                + " yet; it is checked again at 2026-11-23T10:01:00Z. Apple's sign-in may also have"
                + " an outage (developer.apple.com/system-status). Otherwise check the likely"
                + " causes, the most likely first. It is not an individual key: Slipway tested"
                + " that. A key of a team in the Apple Developer Enterprise Program does not work:"
                + " Apple takes it at another address, and such a team publishes nothing on the App"
                + " Store.");
    assertThat(verdict.objects("likelyCauses"))
        .extracting(cause -> cause.string("cause"))
        .containsExactly("OTHER_APPLE_SERVICE", "WRONG_ISSUER_ID", "KEY_REVOKED", "WRONG_KEY_ID");
    assertThat(verdict.instant("nextCheckAt"))
        .isEqualTo(fixture.clock().instant().plus(Duration.ofMinutes(1)));
    fixture.clock().advance(Duration.ofMinutes(61));

    assertThat(verdict(body, null).object("problem").string("detail"))
        .startsWith(
            "Apple rejects this key and does not say why. It is checked again at"
                + " 2026-11-23T12:00:00Z. Check the likely causes")
        .doesNotContain("system-status")
        .doesNotContain("minutes ago");
  }

  static Stream<Arguments> found() {
    return Stream.of(
        arguments("Admin", "CONNECTED", null, scene(KeyRole.ADMIN)),
        arguments("App Manager", "CONNECTED", null, scene(KeyRole.APP_MANAGER)),
        arguments(
            "an individual key",
            "CONNECTED",
            null,
            (Scene)
                test -> {
                  test.app();
                  return connect(test.individual(KeyRole.APP_MANAGER));
                }),
        limited(KeyRole.DEVELOPER),
        limited(KeyRole.MARKETING),
        limited(KeyRole.CUSTOMER_SUPPORT),
        limited(KeyRole.FINANCE),
        limited(KeyRole.SALES),
        faulty(
            "a key that may not even list apps",
            "NOT_CONNECTED",
            ProblemType.ROLE_TOO_LOW,
            Fault.status(403)),
        faulty(
            "agreement missing",
            "NOT_CONNECTED",
            ProblemType.AGREEMENT_MISSING,
            Fault.agreements()),
        faulty(
            "programme licence agreement, older form",
            "NOT_CONNECTED",
            ProblemType.AGREEMENT_MISSING,
            Fault.status(
                403,
                "FORBIDDEN",
                "Access Unavailable",
                "You must accept the latest Program License Agreement.")),
        faulty(
            "membership lapsed",
            "NOT_CONNECTED",
            ProblemType.MEMBERSHIP_LAPSED,
            Fault.status(
                403,
                "FORBIDDEN_ERROR",
                "This request is forbidden for security reasons",
                "Team ID: 'X' is not associated with an active membership.")),
        faulty(
            "no reason",
            "NOT_CONNECTED",
            ProblemType.MEMBERSHIP_LAPSED,
            Fault.status(403, "FORBIDDEN_ERROR", "Unable to process request.", "")),
        faulty("rate limited", "UNKNOWN", ProblemType.RATE_LIMITED, Fault.status(429)),
        faulty("500", "UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.status(500)),
        faulty("503", "UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.status(503)),
        faulty("a proxy", "UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.htmlErrorPage(502)),
        faulty(
            "a gateway's 403", "UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.htmlErrorPage(403)),
        faulty("cut", "UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.cutBeforeAnswer()),
        faulty("truncated", "UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.truncatedBody()),
        arguments(
            "no app visible",
            "CONNECTED_WITH_LIMITS",
            ProblemType.NO_APP_VISIBLE,
            (Scene) test -> connect(test.fixture.key(KeyRole.ADMIN))),
        arguments(
            "no app visible to a person",
            "CONNECTED_WITH_LIMITS",
            ProblemType.NO_APP_VISIBLE,
            (Scene) test -> connect(test.individual(KeyRole.ADMIN))));
  }

  private static Scene scene(KeyRole role) {
    return test -> {
      test.app();
      return connect(test.fixture.key(role));
    };
  }

  private static Arguments limited(KeyRole role) {
    return arguments(role.name(), "CONNECTED_WITH_LIMITS", ProblemType.ROLE_TOO_LOW, scene(role));
  }

  private static Arguments faulty(String name, String state, ProblemType type, Fault fault) {
    return arguments(
        name,
        state,
        type,
        (Scene)
            test -> {
              test.app();
              test.fixture.apple().faults().add(fault.always());
              return connect(test.fixture.key(KeyRole.ADMIN));
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void found(String name, String state, ProblemType type, Scene scene) throws Exception {
    var verdict = verdict(scene.set(this), null);

    expect(verdict, state, type);
    assertThat(verdict.objects("likelyCauses")).isEmpty();
    if (state.equals("UNKNOWN")) {
      assertThat(verdict.instant("nextCheckAt")).isAfter(fixture.clock().instant());
    }
  }

  /// The same trouble at the second call, when Apple has already answered the first.
  static Stream<Arguments> foundLate() {
    return Stream.of(
        arguments("UNKNOWN", ProblemType.RATE_LIMITED, Fault.status(429)),
        arguments("UNKNOWN", ProblemType.APPLE_UNAVAILABLE, Fault.status(503)),
        arguments("NOT_CONNECTED", ProblemType.AGREEMENT_MISSING, Fault.agreements()),
        arguments(
            "NOT_CONNECTED", ProblemType.MEMBERSHIP_LAPSED, TeamRefusal.PROVIDER_UNKNOWN.fault()),
        arguments("NOT_CONNECTED", ProblemType.CREDENTIALS_REJECTED, Fault.status(401)));
  }

  @ParameterizedTest
  @MethodSource
  void foundLate(String state, ProblemType type, Fault fault) throws Exception {
    app();
    fixture.apple().faults().add(fault.on("GET", "/v1/reviewSubmissions").always());

    expect(verdict(connect(fixture.key(KeyRole.ADMIN)), null), state, type);
  }

  static Stream<Arguments> spurious() {
    return Stream.of(
        arguments(Fault.agreements()),
        arguments(Fault.status(503)),
        arguments(Fault.cutBeforeAnswer()),
        arguments(Fault.agreements().nth(2)),
        arguments(Fault.status(500).nth(2)));
  }

  @ParameterizedTest
  @MethodSource
  void spurious(Fault fault) throws Exception {
    app();
    fixture.apple().faults().add(fault);

    expect(verdict(connect(fixture.key(KeyRole.ADMIN)), null), "CONNECTED", null);
  }

  @Test
  void doesNotBelieveAnAgreementThatIsMissingOnceAndThenUnknown() throws Exception {
    app();
    fixture.apple().faults().add(Fault.agreements());
    fixture.apple().faults().add(Fault.status(503).nth(1).times(10));

    expect(
        verdict(connect(fixture.key(KeyRole.ADMIN)), null),
        "UNKNOWN",
        ProblemType.APPLE_UNAVAILABLE);
  }

  static Stream<Arguments> clocks() {
    return Stream.of(
        arguments(Duration.ofMinutes(7), "420 seconds ahead of"),
        arguments(Duration.ofHours(-3), "10800 seconds behind"),
        arguments(Duration.ofSeconds(95), "95 seconds ahead of"),
        arguments(Duration.ofSeconds(-40), "40 seconds behind"));
  }

  @ParameterizedTest
  @MethodSource
  void clocks(Duration ahead, String words) throws Exception {
    app();
    ourClockAhead = ahead;

    var verdict = verdict(connect(fixture.key(KeyRole.ADMIN)), null);

    expect(verdict, "CONNECTED", null);
    assertThat(verdict.number("clockSkewSeconds")).isEqualTo(-ahead.toSeconds());
    var note = verdict.objects("notes").getFirst();
    assertThat(note.string("type")).isEqualTo(ProblemType.CLOCK_SKEW.uri());
    assertThat(note.string("detail")).contains(words);
  }

  @Test
  void saysNothingOfAClockThatIsRight() throws Exception {
    app();

    var verdict = verdict(connect(fixture.key(KeyRole.ADMIN)), null);

    assertThat(verdict.number("clockSkewSeconds")).isZero();
    assertThat(verdict.objects("notes")).isEmpty();
  }

  static Stream<Arguments> roles() {
    return Stream.of(
        arguments(KeyRole.ADMIN, "likely ADMIN", List.of("YES", "LIKELY", "LIKELY", "LIKELY")),
        arguments(
            KeyRole.APP_MANAGER,
            "likely APP_MANAGER",
            List.of("YES", "LIKELY", "LIKELY", "LIKELY")),
        arguments(KeyRole.DEVELOPER, "below APP_MANAGER", List.of("YES", "UNKNOWN", "NO", "NO")),
        arguments(KeyRole.MARKETING, "below APP_MANAGER", List.of("YES", "UNKNOWN", "NO", "NO")),
        arguments(KeyRole.FINANCE, "below APP_MANAGER", List.of("YES", "NO", "NO", "NO")));
  }

  /// As long as nobody has seen what a key of Finance may read: it is no key for releases either
  /// way.
  @Test
  void aRoleThatReadsMoreThanItsAppsIsTooLowAllTheSame() throws Exception {
    app();

    var verdict = verdict(connect(fixture.key(KeyRole.FINANCE)), null);

    assertThat(verdict.string("likelyRole")).isEqualTo("below APP_MANAGER");
  }

  @ParameterizedTest
  @MethodSource
  void roles(KeyRole role, String likely, List<String> capabilities) throws Exception {
    app();
    fixture.apple().guesses().turn(Guess.SALES_READS_APPS_ALONE);

    var verdict = verdict(connect(fixture.key(role)), null);

    assertThat(verdict.string("likelyRole")).isEqualTo(likely);
    var found = verdict.object("capabilities");
    assertThat(
            Stream.of("readApps", "uploadBuilds", "editVersions", "submitForReview")
                .map(found::string)
                .toList())
        .isEqualTo(capabilities);
    assertThat(verdict.object("evidence").asMap().values())
        .allMatch(ground -> String.valueOf(ground).length() > 20);
  }

  @Test
  void recommendsATeamKeyInPlaceOfAnIndividualOne() throws Exception {
    app();

    var verdict = verdict(connect(individual(KeyRole.ADMIN)), null);

    assertThat(verdict.string("likelyRole")).isEqualTo("likely APP_MANAGER");
    assertThat(verdict.objects("notes").getFirst().string("type"))
        .isEqualTo(ProblemType.INDIVIDUAL_KEY.uri());
    assertThat(verdict.objects("notes").getFirst().string("detail")).contains("Team Keys");
  }

  @Test
  void namesARevokedKeyThatWorkedBefore() throws Exception {
    app();
    var key = fixture.key(KeyRole.ADMIN);
    verdict(connect(key), null);
    fixture.apple().revokeKey(key.keyId());

    var verdict = verdict(connect(key), null);

    expect(verdict, "NOT_CONNECTED", ProblemType.CREDENTIALS_REJECTED);
    assertThat(verdict.objects("likelyCauses"))
        .extracting(cause -> cause.string("cause"))
        .containsExactly("KEY_REVOKED");
    assertThat(verdict.object("problem").string("detail")).contains("2026-11-23T10:00:00Z");
  }

  @Test
  void looksForTheWantedApp() throws Exception {
    app();
    var key = connect(fixture.key(KeyRole.ADMIN));

    expect(verdict(key, "com.example.one"), "CONNECTED", null);
    var verdict = verdict(key, "com.example.On");
    expect(verdict, "CONNECTED_WITH_LIMITS", ProblemType.WANTED_APP_NOT_VISIBLE);
    assertThat(verdict.object("problem").string("detail")).contains("com.example.On");
    // What somebody looks for says nothing of the connection itself.
    expect(verdict(key, null), "CONNECTED", null);
  }

  @Test
  void doubtsTheOwnersAccessFirstWhenAnIndividualKeyDoesNotSeeTheWantedApp() throws Exception {
    app();

    var verdict = verdict(connect(individual(KeyRole.APP_MANAGER)), "com.example.other");

    assertThat(verdict.object("problem").string("detail"))
        .isEqualTo(
            "Apple accepts the key, but shows it no app with the bundle ID com.example.other. An"
                + " individual key sees only the apps of its owner: ask an Admin whether its owner"
                + " has access to this app (Users and Access, People, Apps). Compare the bundle ID"
                + " with App Store Connect (Apps, your app, App Information), upper and lower case"
                + " included. If the app belongs to another team, connect a key of that team; if it"
                + " has no app record yet, create one: Apps, the + button, New App.");
    assertThat(
            verdict(connect(fixture.key(KeyRole.ADMIN)), "com.example.other")
                .object("problem")
                .string("detail"))
        .doesNotContain("owner");
  }

  @Test
  void looksForTheWantedAppBeyondTheFirstPage() throws Exception {
    for (int i = 0; i < 205; i++) {
      fixture.apple().createApp(NewApp.of(String.format("com.example.a%03d", i), "App " + i));
    }
    var key = connect(fixture.key(KeyRole.ADMIN));

    var verdict = verdict(key, "com.example.a204");

    expect(verdict, "CONNECTED", null);
    assertThat(verdict.bool("allApps")).isFalse();
    assertThat(verdict.objects("apps")).hasSize(200);
    expect(
        verdict(key, "com.example.a2"),
        "CONNECTED_WITH_LIMITS",
        ProblemType.WANTED_APP_NOT_VISIBLE);
  }

  @Test
  void pagesTheApps() throws Exception {
    for (int i = 0; i < 5; i++) {
      fixture
          .apple()
          .createApp(NewApp.of("com.example.a" + i, "App " + i).liveVersion("2." + i, "7"));
    }
    String id = idOf(connect(fixture.key(KeyRole.ADMIN)));
    check(id, null);

    var first =
        fixture.call(api, Request.get("/connections/" + id + "/apps").with("limit", "3")).json();
    var second =
        fixture
            .call(
                api,
                Request.get("/connections/" + id + "/apps")
                    .with("limit", "3")
                    .with("next", first.string("next")))
            .json();

    assertThat(first.objects("apps")).hasSize(3);
    assertThat(first.number("total")).isEqualTo(5);
    assertThat(second.objects("apps"))
        .extracting(app -> app.string("bundleId"))
        .containsExactly("com.example.a3", "com.example.a4");
    assertThat(second.has("next")).isFalse();
    var version = second.objects("apps").getFirst().objects("latestVersions").getFirst();
    assertThat(version.string("platform")).isEqualTo("IOS");
    assertThat(version.string("version")).isEqualTo("2.3");
    assertThat(version.string("state")).isEqualTo("READY_FOR_DISTRIBUTION");
  }

  @Test
  void refusesACheckThatItDoesNotUnderstand() {
    String id = idOf(connect(fixture.key(KeyRole.ADMIN)));
    var handler = handler();
    var path = "/connections/" + id + "/check";

    assertThat(fixture.call(handler, Request.postJson(path, Map.of("bundle", "x"))).status())
        .isEqualTo(422);
    assertThat(fixture.call(handler, Request.postJson(path, Map.of("bundleId", "a b"))).status())
        .isEqualTo(422);
    assertThat(
            fixture
                .call(handler, Request.of("POST", path).body("application/json", new byte[] {'{'}))
                .status())
        .isEqualTo(400);
    assertThat(
            fixture
                .call(handler, Request.of("POST", path).body("application/json", new byte[4097]))
                .status())
        .isEqualTo(413);
    assertThat(fixture.apple().exchanges()).isEmpty();
  }

  private void app() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
  }

  private SimulatedKey individual(KeyRole role) {
    return fixture.watched(fixture.apple().createKey(role, KeyKind.INDIVIDUAL));
  }

  private static Map<String, String> connect(SimulatedKey key) {
    return new LinkedHashMap<>(FunctionFixture.connectBody(key));
  }

  private static String pem(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder()
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String idOf(Map<String, String> body) {
    Answer answer = fixture.call(api, Request.postJson("/connections", body));
    assertThat(answer.status()).isIn(200, 201);
    return answer.json().string("id");
  }

  private ConnectionCheckHandler handler() {
    return new ConnectionCheckHandler(
        fixture.environment(), ourClock, fixture.clock()::advance, fixture.aws().backoff());
  }

  private JsonObject verdict(Map<String, String> body, String bundleId) {
    return check(idOf(body), bundleId);
  }

  /// Checks, and looks at what the check cost.
  private JsonObject check(String id, String bundleId) {
    int before = fixture.apple().exchanges().size();
    Instant begin = fixture.clock().instant();
    var path = "/connections/" + id + "/check";
    var answer =
        fixture.call(
            handler(),
            bundleId == null
                ? Request.of("POST", path)
                : Request.postJson(path, Map.of("bundleId", bundleId)));
    assertThat(answer.status()).isEqualTo(200);
    var calls = fixture.apple().exchanges().subList(before, fixture.apple().exchanges().size());
    assertThat(calls).hasSizeBetween(1, 6).allMatch(call -> call.method().equals("GET"));
    assertThat(Duration.between(begin, fixture.clock().instant()))
        .isLessThanOrEqualTo(Duration.ofSeconds(3));
    var verdict = answer.json().object("verdict");
    // The JDK sends a GET again by itself when its connection was closed.
    assertThat(verdict.number("calls")).isBetween(1L, (long) calls.size());
    return verdict;
  }

  private static void expect(JsonObject verdict, String state, ProblemType type) {
    assertThat(verdict.string("state")).isEqualTo(state);
    if (type == null) {
      assertThat(verdict.has("problem")).isFalse();
    } else {
      assertThat(verdict.object("problem").string("type")).isEqualTo(type.uri());
      assertThat(verdict.object("problem").string("detail")).hasSizeGreaterThan(80);
    }
  }
}
