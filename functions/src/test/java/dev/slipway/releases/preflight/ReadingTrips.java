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

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.InfoPlistFault;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.drops.manifest.ReleaseType;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.ManifestCheck;
import dev.slipway.releases.preflight.facts.LibraryFacts;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Pairs for [ReadingCheck] and [ManifestCheck].
final class ReadingTrips {
  private ReadingTrips() {}

  static Stream<Trip> all() {
    return Stream.concat(reading().stream(), manifest());
  }

  private static List<Trip> reading() {
    var trips = new ArrayList<Trip>();
    trips.add(
        Trip.of(
            ReadingCheck.RELEASE_JSON_FAULT,
            s ->
                s.readingFindings.add(
                    ReadingCheck.RELEASE_JSON_FAULT.finding("$.x", null, "It is unknown.")),
            s -> {}));
    trips.add(build(ReadingCheck.IPA_MISSING, ReadingCheck.MAC_APP));
    trips.add(build(ReadingCheck.MAC_APP, ReadingCheck.ANDROID_APP));
    trips.add(build(ReadingCheck.ANDROID_APP, ReadingCheck.MAC_APP));
    trips.add(build(ReadingCheck.IPA_PACKED, ReadingCheck.ARCHIVE_NOT_IPA));
    trips.add(build(ReadingCheck.IPA_NOT_EXPORTED, ReadingCheck.IPA_PACKED));
    trips.add(build(ReadingCheck.ARCHIVE_NOT_IPA, ReadingCheck.IPA_PACKED));
    // Without the app: nothing else of it can be said.
    trips.add(ipa(ReadingCheck.IPA_ARCHIVE_BROKEN, Reason.TRUNCATED, Reason.NO_APP));
    trips.add(ipa(ReadingCheck.IPA_TOO_MANY_FILES, Reason.DIRECTORY_TOO_LARGE, Reason.DAMAGED));
    trips.add(ipa(ReadingCheck.IPA_ARCHIVE_UNSAFE, Reason.UNSAFE_NAME, Reason.DAMAGED));
    trips.add(ipa(ReadingCheck.IPA_APP_COUNT, Reason.SEVERAL_APPS, Reason.DUPLICATE_NAME));
    trips.add(
        ipa(
            ReadingCheck.INFO_PLIST_UNREADABLE,
            Reason.INFO_PLIST_UNREADABLE,
            Reason.INFO_PLIST_TOO_LARGE));
    trips.add(infoPlist(ReadingCheck.INFO_PLIST_INCOMPLETE, ReadingCheck.INFO_PLIST_VALUE_INVALID));
    trips.add(infoPlist(ReadingCheck.INFO_PLIST_VALUE_INVALID, ReadingCheck.INFO_PLIST_INCOMPLETE));
    trips.add(infoPlist(ReadingCheck.PLATFORM_NOT_OF_STORE, ReadingCheck.MAC_APP));
    trips.add(found(ReadingCheck.FILE_NOT_UTF8, ReadingCheck.FILE_TOO_LARGE));
    trips.add(found(ReadingCheck.FILE_TOO_LARGE, ReadingCheck.TOO_MANY_FILES));
    trips.add(found(ReadingCheck.LOCALE_UNKNOWN, ReadingCheck.FILE_UNKNOWN));
    trips.add(found(ReadingCheck.FILE_UNKNOWN, ReadingCheck.LOCALE_UNKNOWN));
    trips.add(found(ReadingCheck.NAMES_AMBIGUOUS, ReadingCheck.LOCALE_UNKNOWN));
    trips.add(found(ReadingCheck.AGE_RATING_INVALID, ReadingCheck.FILE_NOT_UTF8));
    trips.add(found(ReadingCheck.AGE_RATING_CONTRADICTORY, ReadingCheck.FILE_NOT_UTF8));
    trips.add(found(ReadingCheck.MEDIA_UNREADABLE, ReadingCheck.MEDIA_EXTENSION));
    trips.add(found(ReadingCheck.MEDIA_EXTENSION, ReadingCheck.MEDIA_UNREADABLE));
    trips.add(found(ReadingCheck.MEDIA_SIZE_UNKNOWN, ReadingCheck.MEDIA_EXTENSION));
    trips.add(found(ReadingCheck.MEDIA_OF_OTHER_PLATFORM, ReadingCheck.MEDIA_SIZE_UNKNOWN));
    trips.add(found(ReadingCheck.GIT_LFS_POINTER, ReadingCheck.MEDIA_UNREADABLE));
    trips.add(found(ReadingCheck.MEDIA_FOLDERS_MIXED, ReadingCheck.MEDIA_SIZE_UNKNOWN));
    trips.add(found(ReadingCheck.TOO_MANY_FILES, ReadingCheck.FILE_TOO_LARGE));
    return trips;
  }

  private static Trip ipa(Check check, Reason breaking, Reason sparing) {
    return Trip.of(check, s -> unreadable(s, breaking), s -> unreadable(s, sparing));
  }

  /// A fault of one key, beside which the rest of the app is examined.
  private static Trip infoPlist(ReadingCheck breaking, ReadingCheck sparing) {
    return Trip.of(breaking, s -> faulty(s, breaking), s -> faulty(s, sparing));
  }

  private static void faulty(Subject subject, ReadingCheck check) {
    subject.readingFindings.add(new InfoPlistFault(check, "Key", "x", "").finding("App.ipa"));
  }

  private static Trip build(ReadingCheck breaking, ReadingCheck sparing) {
    return Trip.of(breaking, s -> withoutApp(s, breaking), s -> withoutApp(s, sparing));
  }

  private static void withoutApp(Subject subject, ReadingCheck check) {
    subject.binary = null;
    subject.readingFindings.add(check.finding("App.pkg", null, ""));
  }

  private static void unreadable(Subject subject, Reason reason) {
    subject.binary = null;
    subject.readingFindings.add(new IpaUnreadableException(reason, "x").finding("App.ipa"));
  }

  private static Trip found(ReadingCheck breaking, ReadingCheck sparing) {
    return Trip.of(breaking, s -> s.found(breaking), s -> s.found(sparing));
  }

  private static Stream<Trip> manifest() {
    return Stream.of(
        Trip.of(
            VERSION_CONTRADICTS_APP,
            s -> s.manifest.version = "2.0.1",
            s -> s.manifest.version = "2.0.0"),
        Trip.of(
            RELEASE_DATE_PAST,
            s -> scheduled(s, "2026-11-23T10:00:00Z"),
            s -> scheduled(s, "2026-11-23T12:00:00+01:00")),
        Trip.of(
            RELEASE_DATE_NOT_WHOLE_HOUR,
            s -> scheduled(s, "2026-12-01T12:00:00+05:30"),
            s -> scheduled(s, "2026-12-01T12:30:00+05:30")),
        Trip.of(
            RELEASE_DATE_MISSING,
            s -> s.manifest.releaseType = ReleaseType.SCHEDULED,
            s -> s.manifest.releaseType = ReleaseType.MANUAL),
        Trip.of(
            RELEASE_DATE_NOT_SCHEDULED,
            s -> {
              scheduled(s, "2026-12-01T12:00:00Z");
              s.manifest.releaseType = ReleaseType.MANUAL;
            },
            s -> scheduled(s, "2026-12-01T12:00:00Z")),
        Trip.of(
            NOT_WITH_TESTFLIGHT_ALONE,
            s -> {
              s.manifest.testFlightOnly = true;
              s.manifest.price = new PriceTerms.Free();
            },
            s -> s.manifest.price = new PriceTerms.Free()),
        Trip.of(
            LIBRARY_MISSING,
            s -> {
              s.manifest.media = MediaWay.LIBRARY;
              s.library = new LibraryFacts(false, null);
            },
            s -> {
              s.manifest.media = MediaWay.SETS;
              s.library = new LibraryFacts(false, null);
            }),
        Trip.of(
            COPYRIGHT_SIGN,
            s -> copyright(s, "© 2026 Acme Ltd"),
            s -> copyright(s, "2026 Copyrighted Ltd")),
        Trip.of(COPYRIGHT_YEAR, s -> copyright(s, "Acme Ltd"), s -> copyright(s, "2019-2027 Acme")),
        Trip.of(
            COPYRIGHT_URL,
            s -> copyright(s, "2026 www.acme.dev"),
            s -> copyright(s, "2026 acme.dev")));
  }

  private static void scheduled(Subject subject, String date) {
    subject.manifest.releaseType = ReleaseType.SCHEDULED;
    subject.manifest.earliestReleaseDate = OffsetDateTime.parse(date);
  }

  private static void copyright(Subject subject, String text) {
    subject.copyright = new SourcedText(text, "metadata/copyright.txt");
  }
}
