package dev.slipway.releases.readiness;

import static java.util.Objects.requireNonNull;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.apps.AppOverview;
import dev.slipway.appstoreconnect.apps.AppPart;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.budgets.Allowance;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.pricing.PricingFacts;
import dev.slipway.releases.pricing.PricingReader;
import dev.slipway.releases.purchases.PurchaseReading;
import dev.slipway.releases.readiness.ReadinessAnswer.SeenMedia;
import dev.slipway.releases.readiness.ReadinessAnswer.SeenVersion;
import dev.slipway.releases.readiness.looks.AppAtApple;
import dev.slipway.releases.readiness.looks.LocaleMedia;
import dev.slipway.releases.readiness.looks.Looks;
import dev.slipway.releases.readiness.looks.ReadinessCheck;
import dev.slipway.releases.steps.VersionChoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads from Apple what an answer needs: at most twelve calls, and one for each locale and kind of
/// media that the version has sets of. What the key's role may not read is left out, and named. For
/// one answer.
final class ReadinessReading {
  private static final List<MediaFamily> KINDS =
      List.of(MediaFamily.SCREENSHOTS, MediaFamily.PREVIEWS);

  private static final Set<AppPart> PARTS = Set.of(AppPart.TEST_INFORMATION, AppPart.PLATFORMS);
  private static final Set<AppPart> WITH_PRODUCTS =
      Set.of(AppPart.TEST_INFORMATION, AppPart.PLATFORMS, AppPart.PRODUCTS);

  /// App information, review detail, price and availability, products, encryption.
  private static final int CALLS_OF_FACTS = 10;

  private final AppStoreConnectClient apple;
  private final Allowance allowance;
  private final @Nullable Verdict verdict;
  private final Instant now;
  private final Set<String> unread = new TreeSet<>();

  /// The result of a reading.
  sealed interface Result {
    /// Apple showed what an answer needs.
    record Answered(ReadinessAnswer answer) implements Result {}

    /// There is no answer.
    record NotAnswered(Problem problem) implements Result {}
  }

  /// One call: the sets of a locale.
  private record Listed(AppStoreVersionLocalization localization, MediaFamily family) {}

  /// @param verdict of the connection; null when it was not checked
  ReadinessReading(
      AppStoreConnectClient apple, Allowance allowance, @Nullable Verdict verdict, Instant now) {
    this.apple = apple;
    this.allowance = allowance;
    this.verdict = verdict;
    this.now = now;
  }

  Result read(AskedApp asked) {
    return overview(new AppId(asked.appId()))
        .map(found -> read(asked, found))
        .orElseGet(
            () ->
                new Result.NotAnswered(
                    Problem.of(
                        ProblemType.APP_NOT_FOUND,
                        "The key of this connection sees no app with the ID "
                            + asked.appId()
                            + ". Use an ID that GET /connections/{connectionId}/apps lists.")));
  }

  /// Returns the app with its test information, and with its products if the role allows it.
  private Optional<AppOverview> overview(AppId app) {
    var both =
        ifAllowed(
            "in-app purchases and subscriptions", () -> apple.apps().overview(app, WITH_PRODUCTS));
    return both == null ? apple.apps().overview(app, PARTS) : both;
  }

  /// Returns what is read; null when the key's role may not read this part.
  private <T> @Nullable T ifAllowed(String part, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Forbidden e) {
      if (e.reason() != ForbiddenReason.ROLE) {
        throw e;
      }
      unread.add(part);
      return null;
    }
  }

  private Result read(AskedApp asked, AppOverview found) {
    var app = found.app();
    var versions = apple.appStoreVersions().listFor(app.id(), asked.platform());
    var subject = subject(versions);
    if (subject.isEmpty()) {
      var finding = ReadinessCheck.PLATFORM_NOT_ADDED.finding(true, null, platforms(found), "");
      return answered(asked, app, null, List.of(finding), List.of(), null);
    }
    var listed = listed(subject.get());
    var refused = allowance.extendTo(listed.size() + CALLS_OF_FACTS);
    if (refused.isPresent()) {
      return new Result.NotAnswered(RefusedReadings.exhausted(refused.get()));
    }
    var build = nonExemptBuild(subject.get());
    var declaration = build.flatMap(apple.builds()::encryptionDeclaration);
    var declarations =
        build.isPresent() && declaration.isEmpty()
            ? apple.appEncryptionDeclarations().listFor(app.id())
            : null;
    var facts = facts(found, versions, subject.get(), declarations);
    var media = listed.stream().flatMap(sets -> media(sets).stream()).toList();
    var findings =
        new ArrayList<>(
            Looks.all(
                new AppAtApple(
                    asked.platform(),
                    facts,
                    media,
                    requireNonNull(found.testInformation()),
                    declaration.orElse(null),
                    verdict,
                    now)));
    if (!unread.isEmpty()) {
      findings.add(ReadinessCheck.PART_NOT_READ.finding(true, null, String.join(", ", unread), ""));
    }
    var rating =
        facts
            .appInfo()
            .map(
                info ->
                    AgeRatingConfig.of(
                        info.ageRating() == null ? Map.of() : info.ageRating().answers()))
            .orElse(null);
    return answered(asked, app, subject.get(), findings, media, rating);
  }

  /// Returns the version that would go to App Review, otherwise the one on the App Store.
  private static Optional<AppStoreVersion> subject(List<AppStoreVersion> versions) {
    return versions.stream()
        .filter(version -> version.appVersionState().isUnreleased())
        .findFirst()
        .or(() -> VersionChoice.previous(versions));
  }

  private static String platforms(AppOverview found) {
    return "the app has "
        + requireNonNull(found.platforms()).stream()
            .map(Platform::name)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /// Returns the build of a version in preparation that needs an encryption declaration.
  private static Optional<BuildId> nonExemptBuild(AppStoreVersion version) {
    return Optional.ofNullable(version.build())
        .filter(build -> Boolean.TRUE.equals(build.usesNonExemptEncryption()))
        .filter(_ -> version.appVersionState().isEditable())
        .map(Build::id);
  }

  private AppleFacts facts(
      AppOverview found,
      List<AppStoreVersion> versions,
      AppStoreVersion subject,
      @Nullable List<AppEncryptionDeclaration> declarations) {
    var app = found.app();
    var products = found.products();
    return new AppleFacts(
        app,
        versions,
        apple.appInfos().listFor(app.id()),
        List.of(),
        List.of(),
        List.of(),
        apple.reviewDetails().findFor(subject.id()).orElse(null),
        null,
        Set.of(),
        null,
        requireNonNull(found.platforms()),
        pricing(app.id(), versions),
        products == null ? null : new PurchaseReading(apple).states(app.id(), products),
        declarations,
        null,
        null);
  }

  /// Reads the price of a first version alone: the app of an update has one.
  private PricingFacts pricing(AppId app, List<AppStoreVersion> versions) {
    var reader = new PricingReader(apple, now);
    return new PricingFacts(
        VersionChoice.previous(versions).isEmpty()
            ? ifAllowed("price", () -> reader.price(app))
            : null,
        null,
        ifAllowed("availability", () -> reader.availability(app)));
  }

  private List<Listed> listed(AppStoreVersion version) {
    return apple.appStoreVersionLocalizations().listWithSets(version.id()).stream()
        .flatMap(
            found ->
                KINDS.stream()
                    .filter(kind -> !found.sets(kind).isEmpty())
                    .map(kind -> new Listed(found.localization(), kind)))
        .toList();
  }

  private List<LocaleMedia> media(Listed listed) {
    var localization = listed.localization;
    return apple.mediaSets().listFor(listed.family, localization.id()).stream()
        .map(set -> new LocaleMedia(localization.locale(), listed.family, set))
        .toList();
  }

  private Result answered(
      AskedApp asked,
      App app,
      @Nullable AppStoreVersion version,
      List<Finding> findings,
      List<LocaleMedia> media,
      @Nullable AgeRatingConfig rating) {
    return new Result.Answered(
        new ReadinessAnswer(
            now,
            app.name(),
            version == null ? null : seen(version),
            findings.stream()
                .map(finding -> WebPage.place(finding, app, asked.platform()))
                .toList(),
            media.stream()
                .filter(of -> !of.set().assets().isEmpty())
                .map(ReadinessReading::seen)
                .toList(),
            rating,
            allowance.spentInAll()));
  }

  private static SeenVersion seen(AppStoreVersion version) {
    var build = version.build();
    return new SeenVersion(
        version.versionString(),
        version.appVersionState().name(),
        build == null ? null : build.version());
  }

  private static SeenMedia seen(LocaleMedia media) {
    return new SeenMedia(
        media.locale(),
        media.family().name(),
        media.set().displayType(),
        media.set().assets().size());
  }
}
