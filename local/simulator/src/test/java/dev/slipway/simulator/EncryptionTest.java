package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.builds.NewEncryptionDeclaration;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Export compliance: the answer, the declarations, and what they allow.
class EncryptionTest {
  private static final String EXEMPT = "<key>ITSAppUsesNonExemptEncryption</key><false/>";
  private static final String NON_EXEMPT = "<key>ITSAppUsesNonExemptEncryption</key><true/>";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @TempDir private Path directory;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .liveVersion("1.0", "1")
                .locales("en-US", "de-DE")
                .betaGroupWithAllBuilds("Everybody inside"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void aBuildGoesByItsDeclaration() {
    simulator
        .guesses()
        .turn(Guess.DECLARATION_MUST_BE_APPROVED, Guess.DECLARATION_NEEDS_ENCRYPTION);
    String build = encrypted("1.1", "2");
    assertThat(states(build)).startsWith("MISSING_EXPORT_COMPLIANCE ");
    String version = caller.createVersion(app.id(), "1.1", "").id();
    caller.attach(version, build);
    caller.whatsNew(version);
    String submission = caller.createSubmission(app.id()).id();
    assertThat(associated(caller.addItem(submission, version), "/v1/builds/" + build, "source"))
        .contains("/data/relationships/appEncryptionDeclaration");
    String waiting = simulator.addEncryptionDeclaration(app.id(), "IN_REVIEW");
    String approved = simulator.addEncryptionDeclaration(app.id(), "APPROVED");
    String rejected = simulator.addEncryptionDeclaration(app.id(), "REJECTED");
    assertThat(caller.get("/v1/appEncryptionDeclarations?filter%5Bapp%5D=" + app.id()).data())
        .extracting(one -> one.path("attributes").path("appEncryptionDeclarationState").asText())
        .containsExactly("IN_REVIEW", "APPROVED", "REJECTED");
    assertThat(relate(build, rejected).code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(relate(build, waiting).status()).isEqualTo(204);
    assertThat(states(build)).startsWith("IN_EXPORT_COMPLIANCE_REVIEW ");
    assertThat(
            associated(
                caller.addItem(submission, version),
                "/v1/appEncryptionDeclarations/" + waiting,
                "code"))
        .contains("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(relate(build, approved).status()).isEqualTo(204);
    assertThat(states(build)).isEqualTo("IN_BETA_TESTING READY_FOR_BETA_SUBMISSION");
    assertThat(caller.get("/v1/builds/" + build + "/appEncryptionDeclaration").id())
        .isEqualTo(approved);
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    String next = encrypted("1.2", "3");
    String exempt = caller.validBuild(app, "1.2", "4", EXEMPT);
    String builds = "/v1/appEncryptionDeclarations/" + approved + "/relationships/builds";
    assertThat(caller.post(builds, Caller.linkage("builds", next, exempt)).status()).isEqualTo(409);
    assertThat(states(next)).startsWith("MISSING_EXPORT_COMPLIANCE ");
    assertThat(caller.post(builds, Caller.linkage("builds", next)).status()).isEqualTo(204);
    assertThat(simulator.snapshot().builds())
        .filteredOn(one -> one.appEncryptionDeclarationId() != null)
        .extracting(Snapshot.Build::id)
        .containsExactly(build, next);
  }

  @Test
  void oneCallAnswersAndAttaches() {
    String build = caller.validBuild(app, "1.1", "2", "");
    String rejected = simulator.addEncryptionDeclaration(app.id(), "REJECTED");
    String approved = simulator.addEncryptionDeclaration(app.id(), "APPROVED");

    assertThat(answer(build, rejected).status()).isEqualTo(409);
    assertThat(caller.get("/v1/builds/" + build).attribute("usesNonExemptEncryption").isNull())
        .isTrue();
    assertThat(answer(build, approved).status()).isEqualTo(200);
    assertThat(states(build)).isEqualTo("IN_BETA_TESTING READY_FOR_BETA_SUBMISSION");
    assertThat(
            caller
                .get("/v1/builds/" + build + "?include=appEncryptionDeclaration")
                .json()
                .toString())
        .contains("APPROVED");
  }

  @Test
  void appleDecides() {
    simulator.guesses().turn(Guess.DECLARATION_MUST_BE_APPROVED);
    String build = encrypted("1.1", "2");
    String declaration = simulator.addEncryptionDeclaration(app.id(), "CREATED");
    relate(build, declaration);
    assertThat(declared(declaration).attribute("codeValue").isNull()).isTrue();

    simulator.decideEncryptionDeclaration(declaration, "APPROVED");

    assertThat(states(build)).isEqualTo("IN_BETA_TESTING READY_FOR_BETA_SUBMISSION");
    assertThat(declared(declaration).attribute("codeValue").asText()).isNotEmpty();
    assertThatThrownBy(() -> simulator.decideEncryptionDeclaration("1", "APPROVED"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulator.decideEncryptionDeclaration(declaration, "FINE"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulator.addEncryptionDeclaration("1", "APPROVED"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// The key in the Info.plist needs the code of an approved declaration of the app.
  @ParameterizedTest
  @ValueSource(strings = {"", "<key>ITSEncryptionExportComplianceCode</key><string>c2</string>"})
  void aWrongCodeFailsTheUpload(String code) {
    simulator.addEncryptionDeclaration(
        NewEncryptionDeclaration.of(app.id(), "APPROVED").withCode("c1"));
    simulator.addEncryptionDeclaration(
        NewEncryptionDeclaration.of(app.id(), "IN_REVIEW").withCode("c2"));
    String upload =
        caller.upload(
            app.id(), "1.1", "2", Caller.ipa(app.bundleId(), "1.1", "2", NON_EXEMPT + code));
    clock.advance(Duration.ofMinutes(4));

    assertThat(caller.get("/v1/buildUploads/" + upload).attribute("state").toString())
        .contains("FAILED", "90592", "Invalid Export Compliance Code");
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false"})
  void theCodeAttachesItsDeclaration(boolean turned, boolean attached) {
    if (turned) {
      simulator.guesses().turn(Guess.CODE_ATTACHES_NOTHING);
    }
    String declaration =
        simulator.addEncryptionDeclaration(
            NewEncryptionDeclaration.of(app.id(), "APPROVED").withCode("c1"));
    String build =
        caller.validBuild(
            app,
            "1.1",
            "2",
            NON_EXEMPT + "<key>ITSEncryptionExportComplianceCode</key><string>c1</string>");

    @Nullable String found =
        simulator.snapshot().builds().stream()
            .filter(one -> one.id().equals(build))
            .findFirst()
            .orElseThrow()
            .appEncryptionDeclarationId();
    assertThat(found).isEqualTo(attached ? declaration : null);
  }

  @Test
  void aNewDeclarationStaysCreated() {
    String attributes =
        "'appDescription':'Messages','containsProprietaryCryptography':false,"
            + "'containsThirdPartyCryptography':true,'availableOnFrenchStore':false";
    Caller.Reply created =
        caller.create("appEncryptionDeclarations", attributes, "app", "apps", app.id());

    assertThat(created.status()).isEqualTo(201);
    clock.advance(Duration.ofMinutes(3));
    assertThat(declared(created.id()).attribute("appEncryptionDeclarationState").asText())
        .isEqualTo("CREATED");
    assertThat(
            caller
                .create(
                    "appEncryptionDeclarations",
                    attributes + ",'usesEncryption':true",
                    "app",
                    "apps",
                    app.id())
                .status())
        .isEqualTo(409);
    assertThat(
            caller
                .create(
                    "appEncryptionDeclarations",
                    "'appDescription':'Messages'",
                    "app",
                    "apps",
                    app.id())
                .codes())
        .contains("ENTITY_ERROR.ATTRIBUTE.REQUIRED");
  }

  /// Two live reports; the list with a filter works.
  @Test
  void theListOfTheAppIsNotFound() {
    simulator.addEncryptionDeclaration(app.id(), "APPROVED");

    assertThat(caller.get("/v1/apps/" + app.id() + "/appEncryptionDeclarations").status())
        .isEqualTo(404);
    assertThat(caller.get("/v1/appEncryptionDeclarations?filter%5Bapp%5D=" + app.id()).ids())
        .hasSize(1);
  }

  @Test
  void survivesARestart() {
    var options =
        SimulatorOptions.defaults().withClock(clock).withStateFile(directory.resolve("s"));
    try (var before = AppStoreConnectSimulator.start(options)) {
      var known = before.createApp(NewApp.of("com.example.kept", "Kept").liveVersion("1.0", "1"));
      before.addEncryptionDeclaration(
          NewEncryptionDeclaration.of(known.id(), "APPROVED").forPlatform("IOS").withCode("c1"));
    }
    try (var after = AppStoreConnectSimulator.start(options)) {
      var reader = new Caller(after, after.createKey(KeyRole.APP_MANAGER));
      String known = reader.get("/v1/apps").ids().getFirst();
      assertThat(
              reader
                  .get("/v1/appEncryptionDeclarations?filter%5Bapp%5D=" + known)
                  .data()
                  .toString())
          .contains("APPROVED", "c1", "IOS");
    }
  }

  private String encrypted(String version, String number) {
    String build = caller.validBuild(app, version, number, "");
    assertThat(caller.update("builds", build, "'usesNonExemptEncryption':true").status())
        .isEqualTo(200);
    return build;
  }

  private Caller.Reply declared(String id) {
    return caller.get("/v1/appEncryptionDeclarations/" + id);
  }

  private Caller.Reply relate(String build, String declaration) {
    return caller.patch(
        "/v1/builds/" + build + "/relationships/appEncryptionDeclaration",
        "{'data':{'type':'appEncryptionDeclarations','id':'%s'}}".formatted(declaration));
  }

  private Caller.Reply answer(String build, String declaration) {
    return caller.patch(
        "/v1/builds/" + build,
        """
        {'data':{'type':'builds','id':'%s','attributes':{'usesNonExemptEncryption':true},
         'relationships':{'appEncryptionDeclaration':
           {'data':{'type':'appEncryptionDeclarations','id':'%s'}}}}}\
        """
            .formatted(build, declaration));
  }

  private String states(String build) {
    Caller.Reply detail = caller.get("/v1/builds/" + build + "/buildBetaDetail");
    return detail.attribute("internalBuildState").asText()
        + " "
        + detail.attribute("externalBuildState").asText();
  }

  private static String associated(Caller.Reply refused, String path, String part) {
    return refused
        .json()
        .path("errors")
        .path(0)
        .path("meta")
        .path("associatedErrors")
        .path(path)
        .path(0)
        .path(part)
        .toString();
  }
}
