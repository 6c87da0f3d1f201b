package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.NumberSpellings;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.testflight.BetaAppReviewSubmission;
import dev.slipway.appstoreconnect.testflight.BetaBuildLocalization;
import dev.slipway.appstoreconnect.testflight.BetaBuildLocalizationsClient;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.BuildBetaDetail;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads and expires builds, declares their encryption and attaches encryption declarations.
/// Thread-safe.
public final class BuildsClient {
  private static final List<String> TEST_FLIGHT =
      List.of("betaGroups", "betaBuildLocalizations", "buildBetaDetail", "betaAppReviewSubmission");

  private static final String APP_STORE_VERSION = "appStoreVersion";
  private static final String DECLARATION = "appEncryptionDeclaration";

  private final ApiConnection connection;

  public BuildsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns one build.
  public Build get(BuildId id) {
    return connection.send(
        ApiRequest.get("/v1/builds/{id}", id).query("fields[builds]", Build.FIELDS),
        document -> Build.read(document.one()));
  }

  /// Returns the builds with this version and build number in any spelling, newest first. A
  /// finished upload may be missing here for some minutes; the build upload names its build sooner.
  ///
  /// @param cfBundleShortVersionString marketing version, for example `2.4.0`
  /// @param cfBundleVersion build number, for example `181`
  public List<Build> find(
      AppId app, String cfBundleShortVersionString, String cfBundleVersion, Platform platform) {
    return connection.send(
        ApiRequest.get("/v1/builds")
            .query("filter[app]", app.value())
            .query(
                "filter[preReleaseVersion.version]", NumberSpellings.of(cfBundleShortVersionString))
            .query("filter[version]", NumberSpellings.of(cfBundleVersion))
            .query("filter[preReleaseVersion.platform]", platform.name())
            .query("sort", "-uploadedDate")
            .query("fields[builds]", Build.FIELDS)
            .query("limit", "200"),
        document ->
            document.all().stream()
                .map(Build::read)
                .filter(build -> NumberSpellings.same(build.version(), cfBundleVersion))
                .toList());
  }

  /// Returns the build that probably has this id, or else the newest with these numbers; empty
  /// while Apple shows neither. (A build had the id of its upload in every report; nothing promises
  /// it.)
  public Optional<Build> find(
      BuildId probably,
      AppId app,
      String cfBundleShortVersionString,
      String cfBundleVersion,
      Platform platform) {
    try {
      var build = get(probably);
      if (NumberSpellings.same(build.version(), cfBundleVersion)) {
        return Optional.of(build);
      }
    } catch (NotFound e) {
      // The ids are unrelated, or the build is not visible yet.
    }
    return find(app, cfBundleShortVersionString, cfBundleVersion, platform).stream().findFirst();
  }

  /// Returns the builds of one version, the newest 200 of them.
  public List<Build> listFor(AppId app, String cfBundleShortVersionString, Platform platform) {
    return connection.send(
        ofVersion(app, cfBundleShortVersionString, platform).query("fields[builds]", Build.FIELDS),
        document -> document.all().stream().map(Build::read).toList());
  }

  /// Returns the builds of one version that no App Store version has, of the newest 200.
  public List<Build> listUnattached(
      AppId app, String cfBundleShortVersionString, Platform platform) {
    var fields = new ArrayList<>(Build.FIELDS);
    fields.add(APP_STORE_VERSION);
    return connection.send(
        ofVersion(app, cfBundleShortVersionString, platform)
            .query("fields[builds]", fields)
            .query("include", APP_STORE_VERSION)
            .query("fields[appStoreVersions]", "platform"),
        document ->
            document.all().stream()
                .filter(build -> build.linked(APP_STORE_VERSION).isEmpty())
                .map(Build::read)
                .toList());
  }

  private static ApiRequest ofVersion(
      AppId app, String cfBundleShortVersionString, Platform platform) {
    return ApiRequest.get("/v1/builds")
        .query("filter[app]", app.value())
        .query("filter[preReleaseVersion.version]", NumberSpellings.of(cfBundleShortVersionString))
        .query("filter[preReleaseVersion.platform]", platform.name())
        .query("sort", "-uploadedDate")
        .query("limit", "200");
  }

  /// Returns the platforms for which Apple has builds of one version.
  public Set<Platform> platformsOf(AppId app, String cfBundleShortVersionString) {
    return connection.send(
        ApiRequest.get("/v1/preReleaseVersions")
            .query("filter[app]", app.value())
            .query("filter[version]", NumberSpellings.of(cfBundleShortVersionString))
            .query("fields[preReleaseVersions]", "platform")
            .query("limit", "200"),
        document ->
            document.all().stream()
                .map(train -> train.constant("platform", Platform.class, Platform.UNKNOWN))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Platform.class))));
  }

  /// Returns one build with everything that TestFlight has for it, in one call, plus one call for
  /// more than 50 groups and one for more than 50 locales.
  public TestFlightStatus testFlightStatus(BuildId id) {
    var fields = new ArrayList<>(Build.FIELDS);
    fields.addAll(TEST_FLIGHT);
    var found =
        connection.send(
            ApiRequest.get("/v1/builds/{id}", id)
                .query("include", TEST_FLIGHT)
                .query("fields[builds]", fields)
                .query("fields[betaGroups]", BetaGroup.FIELDS)
                .query("fields[betaBuildLocalizations]", BetaBuildLocalization.FIELDS)
                .query("fields[buildBetaDetails]", BuildBetaDetail.FIELDS)
                .query("fields[betaAppReviewSubmissions]", BetaAppReviewSubmission.FIELDS)
                .query("limit[betaGroups]", "50")
                .query("limit[betaBuildLocalizations]", "50"),
            document -> Found.read(document.one()));
    var status = found.status();
    return new TestFlightStatus(
        status.build(),
        found.allGroups() ? status.betaGroups() : groupsOf(id),
        found.allLocalizations()
            ? status.betaBuildLocalizations()
            : new BetaBuildLocalizationsClient(connection).listFor(id),
        status.buildBetaDetail(),
        status.betaAppReviewSubmission());
  }

  /// The content of one answer, and whether it contains all groups and localizations.
  private record Found(TestFlightStatus status, boolean allGroups, boolean allLocalizations) {
    static Found read(Resource build) {
      return new Found(
          new TestFlightStatus(
              Build.read(build),
              build.relatedAll("betaGroups", BetaGroup::read),
              build.relatedAll("betaBuildLocalizations", BetaBuildLocalization::read),
              build.related("buildBetaDetail").map(BuildBetaDetail::read).orElse(null),
              build
                  .related("betaAppReviewSubmission")
                  .map(BetaAppReviewSubmission::read)
                  .orElse(null)),
          build.isComplete("betaGroups"),
          build.isComplete("betaBuildLocalizations"));
    }
  }

  private List<BetaGroup> groupsOf(BuildId id) {
    return connection.all(
        ApiRequest.get("/v1/betaGroups")
            .query("filter[builds]", id.value())
            .query("fields[betaGroups]", BetaGroup.FIELDS)
            .query("limit", "200"),
        BetaGroup::read);
  }

  /// Declares whether the build uses non-exempt encryption: a legal statement, made only while it
  /// is missing. Once it is there, Apple answers Conflict `ENTITY_ERROR.ATTRIBUTE.INVALID` at
  /// `/data/attributes/usesNonExemptEncryption`, even to the same value (review-live.md, A19).
  /// Apple may process the build again for a short time afterwards (fastlane,
  /// submit_for_review.rb).
  public Build declareNonExemptEncryption(BuildId id, boolean usesNonExemptEncryption) {
    return connection.send(
        ApiRequest.patch(
            "/v1/builds/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put(
                    "attributes",
                    JsonFields.with("usesNonExemptEncryption", usesNonExemptEncryption))),
        document -> Build.read(document.one()));
  }

  /// Returns the encryption declaration that is attached to a build; empty without one.
  public Optional<AppEncryptionDeclaration> encryptionDeclaration(BuildId id) {
    return connection.send(
        ApiRequest.get("/v1/builds/{id}", id)
            .query("include", DECLARATION)
            .query("fields[builds]", DECLARATION)
            .query("fields[appEncryptionDeclarations]", AppEncryptionDeclaration.FIELDS),
        document -> document.one().related(DECLARATION).map(AppEncryptionDeclaration::read));
  }

  /// Attaches an encryption declaration to a build. Of the three ways to do so, this is the one to
  /// which Apple's pages refer (first-release-live.md, A10).
  public Build attach(BuildId id, AppEncryptionDeclarationId declaration) {
    return connection.send(
        ApiRequest.patch(
            "/v1/builds/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put(
                    "relationships",
                    JsonFields.with(DECLARATION, JsonFields.with("data", declaration.linkage())))),
        document -> Build.read(document.one()));
  }

  /// Ends the testing of a build: testers can no longer install it.
  public Build expire(BuildId id) {
    return connection.send(
        ApiRequest.patchAttributes("/v1/builds/{id}", id, JsonFields.with("expired", true)),
        document -> Build.read(document.one()));
  }
}
