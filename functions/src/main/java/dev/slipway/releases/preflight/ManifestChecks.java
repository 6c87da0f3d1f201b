package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.AccountCheck.LIBRARY_MISSING;
import static dev.slipway.releases.preflight.checks.ManifestCheck.COPYRIGHT_SIGN;
import static dev.slipway.releases.preflight.checks.ManifestCheck.COPYRIGHT_URL;
import static dev.slipway.releases.preflight.checks.ManifestCheck.COPYRIGHT_YEAR;
import static dev.slipway.releases.preflight.checks.ManifestCheck.NOT_WITH_TESTFLIGHT_ALONE;
import static dev.slipway.releases.preflight.checks.ManifestCheck.RELEASE_DATE_MISSING;
import static dev.slipway.releases.preflight.checks.ManifestCheck.RELEASE_DATE_NOT_SCHEDULED;
import static dev.slipway.releases.preflight.checks.ManifestCheck.RELEASE_DATE_NOT_WHOLE_HOUR;
import static dev.slipway.releases.preflight.checks.ManifestCheck.RELEASE_DATE_PAST;
import static dev.slipway.releases.preflight.checks.ManifestCheck.VERSION_CONTRADICTS_APP;

import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.manifest.ReleaseDate;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.manifest.ReleaseType;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.ManifestCheck;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/// Runs [ManifestCheck].
final class ManifestChecks {
  private static final Pattern SIGN =
      Pattern.compile("^(©|\\(c\\)|copyright\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern YEAR = Pattern.compile("(?<![0-9])(19|20)[0-9]{2}(?![0-9])");
  private static final Pattern URL =
      Pattern.compile("https?://|\\bwww\\.", Pattern.CASE_INSENSITIVE);

  private ManifestChecks() {}

  static void run(PreflightSubject subject, FindingList findings) {
    if (subject.app() != null) {
      version(subject.manifest(), subject.app(), findings);
      EncryptionChecks.run(subject, subject.app(), findings);
    }
    releaseDate(subject, findings);
    if (!subject.preparesVersion()) {
      ofTheAppStore(subject.manifest(), findings);
    }
    var apple = subject.apple();
    var library = apple == null ? null : apple.library();
    if (subject.manifest().media() == MediaWay.LIBRARY && library != null && !library.exists()) {
      findings.add(LIBRARY_MISSING, "$.media", "LIBRARY");
    }
    if (subject.content().copyright() != null) {
      copyright(subject.content().copyright(), subject.now(), findings);
    }
  }

  private static void version(ReleaseManifest manifest, AppInfo app, FindingList findings) {
    String version = manifest.version();
    String built = app.shortVersion();
    if (version != null && built != null && VersionNumbers.compare(version, built) != 0) {
      findings.add(VERSION_CONTRADICTS_APP, "$.version", version + ", but the app is " + built);
    }
  }

  /// Reports what a release to testers alone leaves as it is.
  private static void ofTheAppStore(ReleaseManifest manifest, FindingList findings) {
    if (manifest.price() != null) {
      findings.add(NOT_WITH_TESTFLIGHT_ALONE, "$.price", null);
    }
    if (manifest.availability() != null) {
      findings.add(NOT_WITH_TESTFLIGHT_ALONE, "$.availability", null);
    }
    if (manifest.purchases() != null && manifest.purchases().wantsAny()) {
      findings.add(NOT_WITH_TESTFLIGHT_ALONE, "$.purchases", null);
    }
  }

  private static void releaseDate(PreflightSubject subject, FindingList findings) {
    boolean scheduled = subject.manifest().releaseType() == ReleaseType.SCHEDULED;
    String field = "$.earliestReleaseDate";
    OffsetDateTime date = subject.manifest().earliestReleaseDate();
    // The reading of release.json has reported the form of the date, and its release type.
    boolean reported = subject.hasFaultAt(field);
    if (date == null) {
      if (scheduled && !reported) {
        findings.add(RELEASE_DATE_MISSING, field, null);
      }
      return;
    }
    String found = date.toString();
    if (!date.toInstant().isAfter(subject.now())) {
      findings.add(RELEASE_DATE_PAST, field, found);
    }
    if (reported) {
      return;
    }
    if (!scheduled) {
      findings.add(RELEASE_DATE_NOT_SCHEDULED, field, found);
    }
    if (!ReleaseDate.isWholeHour(date)) {
      findings.add(RELEASE_DATE_NOT_WHOLE_HOUR, field, found, ReleaseDate.nearest(date));
    }
  }

  private static void copyright(SourcedText copyright, Instant now, FindingList findings) {
    String text = copyright.value();
    if (SIGN.matcher(text).find()) {
      findings.add(COPYRIGHT_SIGN, copyright.source(), text);
    }
    int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
    var years = YEAR.matcher(text).results().map(year -> Integer.parseInt(year.group())).toList();
    // On the last day of the year it is next year already in some time zones.
    if (years.isEmpty() || years.stream().anyMatch(year -> year > thisYear + 1)) {
      findings.add(COPYRIGHT_YEAR, copyright.source(), text);
    }
    if (URL.matcher(text).find()) {
      findings.add(COPYRIGHT_URL, copyright.source(), text);
    }
  }
}
