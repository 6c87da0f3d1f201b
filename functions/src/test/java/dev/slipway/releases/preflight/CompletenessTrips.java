package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.AGE_RATING_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.AGE_RATING_NEW_QUESTIONS;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.CONTACT_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.CONTENT_RIGHTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.COPYRIGHT_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DATED_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DATED_SCREENSHOTS_NEAR;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DESCRIPTION_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DESKTOP_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.KEYWORDS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.NAME_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PAD_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_OF_PAD_APP;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIMARY_CATEGORY_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIMARY_LOCALE_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIVACY_POLICY_TEXT_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PRIVACY_POLICY_URL_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.SUPPORT_URL_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.TV_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.UPDATE_WITHOUT_WHATS_NEW;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.VISION_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WATCH_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WATCH_SERIES_4_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WHATS_NEW_REPEATED;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.manifest.ContentRights;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.requirements.Requirements;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pairs for [CompletenessCheck].
final class CompletenessTrips {
  private CompletenessTrips() {}

  static Stream<Trip> all() {
    return Stream.of(texts(), appAndVersion(), screenshots()).flatMap(trips -> trips);
  }

  private static Stream<Trip> texts() {
    return Stream.of(
        Trip.of(
            NAME_MISSING,
            s -> s.without(TextField.NAME),
            s -> {
              s.without(TextField.NAME);
              atApple(s);
            }),
        Trip.of(
            PRIVACY_POLICY_URL_MISSING,
            s -> s.without(TextField.PRIVACY_POLICY_URL),
            s -> {
              s.without(TextField.PRIVACY_POLICY_URL);
              atApple(s);
            }),
        Trip.of(
            PRIVACY_POLICY_TEXT_MISSING,
            s -> {
              television(s);
              s.without(TextField.PRIVACY_POLICY_TEXT);
            },
            CompletenessTrips::television),
        ofVersion(DESCRIPTION_MISSING, TextField.DESCRIPTION),
        ofVersion(KEYWORDS_MISSING, TextField.KEYWORDS),
        ofVersion(SUPPORT_URL_MISSING, TextField.SUPPORT_URL),
        Trip.of(
            UPDATE_WITHOUT_WHATS_NEW,
            s -> {
              s.versions.set(
                  0,
                  AppleObjects.version(
                      "1.9",
                      AppVersionState.READY_FOR_DISTRIBUTION,
                      null,
                      false,
                      "de-DE",
                      "en-US"));
              s.texts.get("de-DE").remove(TextField.WHATS_NEW);
            },
            s -> s.texts.get("de-DE").remove(TextField.WHATS_NEW)),
        Trip.of(
            WHATS_NEW_REPEATED,
            s -> s.texts.get("de-DE").remove(TextField.WHATS_NEW),
            s -> {
              s.texts.get("de-DE").remove(TextField.WHATS_NEW);
              s.versions.add(
                  AppleObjects.version(
                      "2.0", AppVersionState.PREPARE_FOR_SUBMISSION, null, true, "de-DE", "en-US"));
            }),
        Trip.first(
            PRIMARY_LOCALE_MISSING, s -> s.texts.remove("en-US"), s -> s.texts.remove("de-DE")));
  }

  private static Trip ofVersion(Check check, TextField field) {
    return Trip.of(
        check,
        s -> {
          s.without(field);
          s.versions.set(0, AppleObjects.withoutTexts(s.versions.getFirst()));
        },
        s -> s.without(field));
  }

  private static void television(Subject subject) {
    subject.binary().on(AppPlatform.TV_OS, BuildPlatform.TV_OS, "appletvos26.0");
    subject.displayTypes = Set.of("APP_APPLE_TV");
    for (String locale : List.of("de-DE", "en-US")) {
      subject.text(locale, TextField.PRIVACY_POLICY_TEXT, "All stays on this device.");
    }
  }

  private static void atApple(Subject subject) {
    for (String locale : List.of("de-DE", "en-US")) {
      subject.appInfoTexts.put(locale, Subject.appInfoText(locale));
    }
  }

  private static Stream<Trip> appAndVersion() {
    return Stream.of(
        Trip.of(
            COPYRIGHT_MISSING,
            s -> {
              s.copyright = null;
              s.versions.set(0, AppleObjects.with(s.versions.getFirst(), ReleaseType.MANUAL, null));
            },
            s -> s.copyright = null),
        Trip.of(
            PRIMARY_CATEGORY_MISSING,
            s -> s.categoriesAtApple.remove(CategorySlot.PRIMARY),
            s -> {
              s.categoriesAtApple.remove(CategorySlot.PRIMARY);
              s.category(CategoryName.PRIMARY, "MUSIC");
            }),
        Trip.of(
            CONTENT_RIGHTS_MISSING,
            s -> s.contentRights = null,
            s -> {
              s.contentRights = null;
              s.manifest.contentRights = ContentRights.USES_THIRD_PARTY_CONTENT;
            }),
        Trip.of(
            AGE_RATING_INCOMPLETE,
            s -> s.ageRatingAtApple.remove("lootBox"),
            s -> {
              s.ageRatingAtApple.remove("lootBox");
              s.ageRating = new AgeRating(Map.of("lootBox", false), "app_rating_config.json");
            }),
        Trip.of(
            AGE_RATING_NEW_QUESTIONS,
            s -> s.ageRatingAtApple.remove("socialMediaAgeRestricted"),
            s -> s.ageRatingAtApple.remove("kidsAgeBand")),
        Trip.of(
            CONTACT_INCOMPLETE,
            s -> s.review.remove(ReviewField.PHONE),
            s -> {
              s.review.remove(ReviewField.PHONE);
              s.contactAtApple = true;
            }));
  }

  /// Requires screenshots for iPhone Duo from a date on, and nothing else.
  private static Requirements duoFrom(String date) {
    return Requirements.parse(
        Stream.of(
            "SCREENSHOTS\tAPP_IPHONE_DUO\t"
                + date
                + "\t2026-11-01\tscreenshots for iPhone Duo\ta test"));
  }

  private static Stream<Trip> screenshots() {
    return Stream.of(
        Trip.of(
            DATED_SCREENSHOTS_MISSING,
            s -> s.requirements = duoFrom("2026-11-23"),
            s -> {
              s.requirements = duoFrom("2026-11-23");
              s.displayTypes = Set.of("APP_IPHONE_67", "APP_IPHONE_DUO");
            }),
        Trip.of(
            DATED_SCREENSHOTS_NEAR,
            s -> s.requirements = duoFrom("2026-11"),
            s -> s.requirements = duoFrom("2027-03")),
        screenshots(PHONE_SCREENSHOTS_MISSING, s -> {}, "APP_IPHONE_65"),
        Trip.first(
            PHONE_SCREENSHOTS_OF_PAD_APP,
            s -> {
              padAlone(s);
              s.media.add(Media.screenshot("p.png").type("APP_IPAD_PRO_3GEN_129").build());
            },
            s -> {
              padAlone(s);
              s.media.add(Media.screenshot("1.png").type("APP_IPHONE_65").build());
            }),
        Trip.of(
            PAD_SCREENSHOTS_MISSING,
            s -> {
              padAlone(s);
              s.displayTypes = Set.of("APP_IPHONE_67");
            },
            s -> {
              padAlone(s);
              s.media.add(Media.screenshot("1.png").type("APP_IPAD_PRO_3GEN_129").build());
            }),
        Trip.of(
            WATCH_SCREENSHOTS_MISSING,
            s -> s.binary().watchApps = List.of("Wrist"),
            s -> {
              s.binary().watchApps = List.of("Wrist");
              s.media.add(Media.screenshot("w.png").type("APP_WATCH_ULTRA").build());
            }),
        Trip.of(
            WATCH_SERIES_4_MISSING,
            s -> {
              s.binary().watchApps = List.of("Wrist");
              s.media.add(Media.screenshot("w.png").type("APP_WATCH_ULTRA").build());
            },
            s -> {
              s.binary().watchApps = List.of("Wrist");
              s.media.add(Media.screenshot("w.png").type("APP_WATCH_SERIES_4").build());
            }),
        screenshots(TV_SCREENSHOTS_MISSING, CompletenessTrips::television, "APP_APPLE_TV"),
        screenshots(
            VISION_SCREENSHOTS_MISSING,
            s -> s.binary().on(AppPlatform.VISION_OS, BuildPlatform.VISION_OS, "xros26.0"),
            "APP_APPLE_VISION_PRO"),
        screenshots(
            DESKTOP_SCREENSHOTS_MISSING,
            s -> s.binary().on(AppPlatform.MAC_OS, BuildPlatform.MAC_OS, "macosx26.0"),
            "APP_DESKTOP"));
  }

  private static void padAlone(Subject subject) {
    subject.binary().deviceFamilies = Set.of(2);
    subject.binary().fullScreen = true;
    subject.displayTypes = null;
  }

  private static Trip screenshots(Check check, Consumer<Subject> device, String displayType) {
    return Trip.first(
        check,
        s -> {
          device.accept(s);
          s.displayTypes = null;
        },
        s -> {
          device.accept(s);
          s.displayTypes = null;
          s.media.add(Media.screenshot("1.png").type(displayType).build());
        });
  }
}
