package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.apps.AppOverview;
import dev.slipway.appstoreconnect.apps.AppPart;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.LocalizationWithSets;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.NumberSpellings;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.releases.actions.AppSearch;
import dev.slipway.releases.actions.Submissions;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.preflight.RequiredScreenshots;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.LibraryFacts;
import dev.slipway.releases.pricing.PricingFacts;
import dev.slipway.releases.pricing.PricingReader;
import dev.slipway.releases.purchases.AppPurchases;
import dev.slipway.releases.purchases.PurchaseReading;
import dev.slipway.releases.steps.BuildChoice;
import dev.slipway.releases.steps.VersionChoice;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads from Apple what preflight needs, beside what the search for the app has just shown of its
/// products, submissions and versions with builds (otherwise one call for these): three calls, one
/// when the app may have builds of the version, one when something may be on its way to App Review,
/// up to two more for what the drop leaves unchanged, one for a display that Slipway does not know,
/// two for files that only the asset library takes, one when the app has subscription groups, one
/// for a build that uses non-exempt encryption, one for a build that groups of testers get, and
/// those for price and availability ([PricingReader]) when the drop speaks of them or the version
/// is the first. A release without a version of its own needs the versions, and the products that
/// it submits.
final class AppleFactsReading {
  private final AppStoreConnectClient apple;
  private final @Nullable AppOverview seen;

  /// @param seen what the search for the app has just shown; null when it was longer ago
  AppleFactsReading(AppStoreConnectClient apple, @Nullable AppOverview seen) {
    this.apple = apple;
    this.seen = seen;
  }

  AppleFacts read(
      ReleaseRecord release,
      ReleaseManifest manifest,
      DropContent content,
      @Nullable AppBundle bundle,
      Instant now) {
    var desired = RequiredFacts.desired(release);
    var app = RequiredFacts.app(release);
    var versions = apple.appStoreVersions().listFor(app, desired.platform());
    if (desired.isBesideVersions()) {
      boolean products = desired.submitsPurchasesAlone();
      var shown = products || versions.isEmpty() ? overview(app, desired.terms()) : null;
      return AppleFacts.ofVersions(
          record(release, desired),
          versions,
          platforms(shown),
          products ? purchases(app, desired.terms(), shown, List.of()) : null);
    }
    var source = source(versions);
    var overview = overview(app, desired.terms());
    var builds = builds(app, desired, overview);
    var choice = desired.namesBuildAtApple() ? choice(release, manifest, builds) : null;
    var submissions =
        isNothingInReview(overview)
            ? List.<ReviewSubmission>of()
            : openSubmissions(app, desired.platform());
    boolean needsSets = needsSets(release, versions, content, bundle);
    var sets =
        source.isPresent() && (needsSets || namesUnknownDisplay(content))
            ? apple.appStoreVersionLocalizations().listWithSets(source.get())
            : List.<LocalizationWithSets>of();
    return new AppleFacts(
        record(release, desired),
        versions,
        apple.appInfos().listFor(app),
        submissions,
        desired.hasIpa()
            ? apple.buildUploads().listFor(app, desired.shortVersion(), desired.platform())
            : List.of(),
        builds,
        source.isPresent() && AppleFacts.wantsReviewDetail(content)
            ? reviewDetail(source.get())
            : null,
        source.isPresent() && needsSets ? displayTypes(release, sets) : null,
        displayTypes(sets.stream().flatMap(found -> found.sets().stream())),
        library(app, manifest, content),
        platforms(overview),
        pricing(app, manifest, versions, now),
        purchases(app, desired.terms(), overview, submissions),
        needsDeclaration(desired, builds, choice)
            ? apple.appEncryptionDeclarations().listFor(app)
            : null,
        choice,
        testInformation(app, desired.terms()));
  }

  /// Chooses the build at Apple. The platforms are asked for if the drop names none, or if the one
  /// that it names has no build.
  private BuildChoice choice(ReleaseRecord release, ReleaseManifest manifest, List<Build> builds) {
    var desired = RequiredFacts.desired(release);
    var without = manifest.withoutIpa();
    boolean platformSaid = without != null && without.platform() != null;
    return BuildChoice.of(
        desired,
        release.build().buildId(),
        builds,
        platformSaid && !builds.isEmpty()
            ? Set.of()
            : apple.builds().platformsOf(RequiredFacts.app(release), desired.shortVersion()));
  }

  private @Nullable TestInformation testInformation(AppId app, Terms terms) {
    var testFlight = terms.testFlight();
    return testFlight == null || testFlight.groups().isEmpty()
        ? null
        : apple
            .apps()
            .overview(app, EnumSet.of(AppPart.TEST_INFORMATION))
            .map(AppOverview::testInformation)
            .orElse(null);
  }

  /// Reads price and availability. The app of an update has both, so they are read only when the
  /// drop changes them; a first version that is submitted later needs them, too.
  private PricingFacts pricing(
      AppId app, ReleaseManifest manifest, List<AppStoreVersion> versions, Instant now) {
    return manifest.preparesVersion()
        ? new PricingReader(apple, now)
            .read(
                app,
                manifest.price(),
                manifest.availability(),
                VersionChoice.previous(versions).isEmpty())
        : PricingFacts.NONE;
  }

  private List<ReviewSubmission> openSubmissions(AppId app, Platform platform) {
    return apple.reviewSubmissions().open(List.of(app)).stream()
        .filter(submission -> submission.platform() == platform)
        .map(new Submissions(apple)::withNamedItems)
        .toList();
  }

  /// Returns what one call shows of the app; null when the key does not see the app any more.
  private @Nullable AppOverview overview(AppId app, Terms terms) {
    return seen != null && seen.app().id().equals(app)
        ? seen
        : new AppSearch(apple).look(app, terms.concernsProducts()).orElse(null);
  }

  private List<Build> builds(AppId app, Desired desired, @Nullable AppOverview overview) {
    if (desired.needsNoBuild()) {
      return List.of();
    }
    var versions = overview == null ? null : overview.preReleaseVersions();
    return versions != null && versions.haveNone(desired.shortVersion(), desired.platform())
        ? List.of()
        : apple.builds().listFor(app, desired.shortVersion(), desired.platform());
  }

  private static boolean isNothingInReview(@Nullable AppOverview overview) {
    var products = overview == null ? null : overview.products();
    return products != null && products.nothingInReview();
  }

  /// Returns the app's products if the release concerns them and the key may read them; with their
  /// versions when it names some, or joins a draft that holds some.
  private @Nullable AppPurchases purchases(
      AppId app, Terms terms, @Nullable AppOverview overview, List<ReviewSubmission> submissions) {
    if (!terms.concernsProducts()) {
      return null;
    }
    var reading = new PurchaseReading(apple);
    var products = overview == null ? null : overview.products();
    boolean joins =
        terms.onForeignItems() == OnForeignItems.JOIN
            && submissions.stream().anyMatch(ReviewSubmission::isDraftWithPurchases);
    if (terms.purchases() == null && !joins) {
      return products == null ? null : reading.states(app, products);
    }
    return products != null && products.isWithoutProducts()
        ? AppPurchases.NONE
        : reading.versionsIfAllowed(app).orElse(null);
  }

  /// Returns whether the build uses non-exempt encryption, by the drop or by Apple's answer for a
  /// build with its number.
  private static boolean needsDeclaration(
      Desired desired, List<Build> builds, @Nullable BuildChoice choice) {
    if (choice != null && choice.build() != null) {
      var atApple = choice.build().usesNonExemptEncryption();
      return Boolean.TRUE.equals(atApple == null ? desired.usesNonExemptEncryption() : atApple);
    }
    return Boolean.TRUE.equals(desired.usesNonExemptEncryption())
        || builds.stream()
            .filter(build -> NumberSpellings.same(build.version(), desired.bundleVersion()))
            .anyMatch(build -> Boolean.TRUE.equals(build.usesNonExemptEncryption()));
  }

  private static Set<Platform> platforms(@Nullable AppOverview overview) {
    var platforms = overview == null ? null : overview.platforms();
    return platforms == null ? Set.of() : platforms;
  }

  private static App record(ReleaseRecord release, Desired desired) {
    var app = release.app();
    if (app == null) {
      throw new IllegalStateException("planned before the app was found");
    }
    return new App(
        app.id(), desired.bundleId(), app.name(), app.primaryLocale(), app.contentRights());
  }

  /// Returns the version whose texts and media apply where the drop has none.
  private static Optional<AppStoreVersionId> source(List<AppStoreVersion> versions) {
    return versions.stream()
        .filter(version -> version.appVersionState().isUnreleased())
        .findFirst()
        .or(() -> VersionChoice.previous(versions))
        .map(AppStoreVersion::id);
  }

  /// Returns whether to read which screenshots Apple has: only for a first version whose drop lacks
  /// some, because an update takes over those of a version that passed review. Without the `.ipa`
  /// the devices of the app are not known.
  private static boolean needsSets(
      ReleaseRecord release,
      List<AppStoreVersion> versions,
      DropContent content,
      @Nullable AppBundle bundle) {
    return VersionChoice.previous(versions).isEmpty()
        && RequiredFacts.desired(release).hasIpa()
        && (bundle == null || !RequiredScreenshots.areIn(content, primaryLocale(release), bundle));
  }

  /// Returns how many calls preflight makes for the asset library of a version.
  static int callsForLibrary(ReleaseManifest manifest, DropContent content) {
    if (!content.creatives().isEmpty()) {
      return 2;
    }
    return isLibraryChosen(manifest, content) ? 1 : 0;
  }

  private static boolean isLibraryChosen(ReleaseManifest manifest, DropContent content) {
    return manifest.media() == MediaWay.LIBRARY && !content.media().isEmpty();
  }

  /// Reads the asset library if the drop has files for it, and what Apple takes there if only the
  /// library takes them.
  private @Nullable LibraryFacts library(AppId app, ReleaseManifest manifest, DropContent content) {
    boolean creatives = !content.creatives().isEmpty();
    if (!(creatives || isLibraryChosen(manifest, content)) || !manifest.preparesVersion()) {
      return null;
    }
    var libraries = apple.assetLibraries();
    boolean exists = libraries.find(app).isPresent();
    return new LibraryFacts(exists, exists && creatives ? libraries.referenceData() : null);
  }

  private @Nullable AppStoreReviewDetail reviewDetail(AppStoreVersionId version) {
    return apple.reviewDetails().findFor(version).orElse(null);
  }

  /// Returns whether the drop has media for a display that Slipway does not know, and Apple may.
  private static boolean namesUnknownDisplay(DropContent content) {
    return content.media().stream()
        .anyMatch(
            media ->
                media.displayType() != null
                    && !DisplayTypes.isKnown(media.kind(), media.displayType()));
  }

  private static Set<String> displayTypes(ReleaseRecord release, List<LocalizationWithSets> sets) {
    String primary = primaryLocale(release);
    return displayTypes(
        sets.stream()
            .filter(found -> primary == null || found.localization().locale().equals(primary))
            .flatMap(found -> found.sets(MediaFamily.SCREENSHOTS).stream()));
  }

  private static Set<String> displayTypes(Stream<LocalizationWithSets.MediaSetRef> sets) {
    return sets.map(LocalizationWithSets.MediaSetRef::displayType).collect(Collectors.toSet());
  }

  private static @Nullable String primaryLocale(ReleaseRecord release) {
    var app = release.app();
    return app == null ? null : app.primaryLocale();
  }
}
