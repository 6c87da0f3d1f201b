package dev.slipway.releases.preflight.facts;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.preflight.checks.Findings;
import dev.slipway.releases.preflight.requirements.Requirements;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that preflight checks.
///
/// @param readingFindings the findings of reading the drop, see [Findings]; reported with the rest
/// @param manifest without the fields of `release.json` that have faults
/// @param ipaName the `.ipa`'s name in the folder, for findings
/// @param app the app as far as it could be read; null when nothing of it could
/// @param named what a drop without an `.ipa` asks for; null for one with an `.ipa`
/// @param bare whether the drop is an `.ipa` alone, without a folder
/// @param content the folder's content, including the texts of `release.json`
/// @param buildMayBeOurs whether an earlier release sent the same bytes: then Slipway adopts the
///   build that Apple has under this build number
/// @param apple null when Apple could not be asked about the app, or does not know the app
/// @param awaited the version of the release under way at App Review, for which this one waits;
///   null without one
/// @param verdict the connection's verdict; null when the connection was not checked
/// @param now the current time
/// @param requirements what Apple requires by date
public record PreflightSubject(
    List<Finding> readingFindings,
    ReleaseManifest manifest,
    String ipaName,
    @Nullable AppInfo app,
    @Nullable Desired named,
    boolean bare,
    DropContent content,
    boolean buildMayBeOurs,
    @Nullable AppleFacts apple,
    @Nullable AppStoreVersionId awaited,
    @Nullable Verdict verdict,
    Instant now,
    Requirements requirements) {
  public PreflightSubject {
    readingFindings = List.copyOf(readingFindings);
  }

  /// Returns the subject of a question about the app as Apple has it, without a drop: as if the app
  /// were submitted now.
  public static PreflightSubject withoutDrop(
      AppleFacts apple, @Nullable Verdict verdict, Instant now) {
    return new PreflightSubject(
        List.of(),
        ReleaseManifest.empty(),
        "the .ipa",
        null,
        null,
        false,
        DropContent.empty(),
        false,
        apple,
        null,
        verdict,
        now,
        Requirements.ofApple());
  }

  /// Returns the app; null unless its ID, numbers and platform could be read.
  public @Nullable AppBundle bundle() {
    return app == null ? null : app.bundle();
  }

  /// Returns the app's ID, numbers and platform, from the `.ipa` or from `release.json`; null
  /// unless they could be read.
  public @Nullable ReleaseNumbers numbers() {
    if (named != null) {
      return new ReleaseNumbers(
          named.shortVersion(),
          buildAtApple().map(Build::version).orElse(named.buildNumber()),
          named.platform(),
          named.placeOfVersion(),
          "$.platform");
    }
    var bundle = bundle();
    return bundle == null
        ? null
        : new ReleaseNumbers(
            bundle.shortVersion(),
            bundle.bundleVersion(),
            Platform.valueOf(bundle.platform().name()),
            ipaName + ": CFBundleShortVersionString",
            ipaName + ": DTPlatformName");
  }

  /// Returns the build at Apple that the release uses; empty for a drop with an `.ipa`, and when no
  /// build can be used.
  public Optional<Build> buildAtApple() {
    return Optional.ofNullable(apple)
        .flatMap(facts -> Optional.ofNullable(facts.buildChoice()))
        .flatMap(choice -> Optional.ofNullable(choice.build()));
  }

  /// Returns whether the reading of `release.json` found a fault in this field, or could not read
  /// it at all: then nothing follows from the field's absence.
  ///
  /// @param field such as `$.earliestReleaseDate`
  public boolean hasFaultAt(String field) {
    return readingFindings.stream()
        .filter(found -> found.isOf(ReadingCheck.RELEASE_JSON_FAULT))
        .anyMatch(found -> "$".equals(found.file()) || field.equals(found.file()));
  }

  /// Returns whether the reading of `release.json` found a fault in this field or below it.
  ///
  /// @param field such as `$.price`
  public boolean hasFaultWithin(String field) {
    return hasFaultAt(field)
        || readingFindings.stream()
            .filter(found -> found.isOf(ReadingCheck.RELEASE_JSON_FAULT))
            .map(Finding::file)
            .anyMatch(file -> file != null && file.startsWith(field + "."));
  }

  /// Returns whether the file that gives a text is in the folder and could not be read: then the
  /// text is not missing.
  ///
  /// @param file such as `metadata/en-US/name.txt`, for which `metadata/default/name.txt` may stand
  public boolean isUnreadable(String file) {
    String fallback = file.replaceFirst("^metadata/[^/]+/", "metadata/default/");
    return content.findings().stream()
        .filter(found -> found.severity() == Severity.ERROR)
        .anyMatch(found -> file.equals(found.file()) || fallback.equals(found.file()));
  }

  /// Returns whether the release creates an App Store version; false when it ends with TestFlight.
  public boolean preparesVersion() {
    return manifest.preparesVersion();
  }

  /// Returns whether the release changes the version that is on the App Store, and prepares none.
  public boolean changesLiveVersion() {
    return manifest.changesLiveVersion();
  }

  /// Returns whether the version goes to App Review.
  public boolean goesToReview() {
    return manifest.submit() && preparesVersion();
  }
}
