package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.DESKTOP_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PAD_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_OF_PAD_APP;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.TV_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.VISION_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WATCH_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WATCH_SERIES_4_MISSING;

import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Runs the checks of [CompletenessCheck] that concern the screenshots which Apple requires of an
/// app for its devices.
final class RequiredScreenshots {
  private static final int PHONE = 1;
  private static final int PAD = 2;
  private static final Set<String> PHONE_TYPES = Set.of("APP_IPHONE_67", "APP_IPHONE_65");
  private static final String WATCH_TYPES = "APP_WATCH_";

  private final AppleFacts apple;
  private final Set<String> types;
  private final FindingList findings;

  private RequiredScreenshots(AppleFacts apple, Set<String> types, FindingList findings) {
    this.apple = apple;
    this.types = types;
    this.findings = findings;
  }

  /// Skips an update whose screenshots at Apple were not read: an update has some.
  static void run(
      PreflightSubject subject, AppBundle bundle, AppleFacts apple, FindingList findings) {
    if (apple.displayTypes() == null && (!apple.isFirstVersion() || apple.draft().isPresent())) {
      return;
    }
    var types = new HashSet<String>();
    if (apple.displayTypes() != null) {
      types.addAll(apple.displayTypes());
    }
    subject.content().media().stream()
        .filter(media -> media.kind() == MediaKind.SCREENSHOT)
        .flatMap(media -> Stream.ofNullable(media.displayType()))
        .forEach(types::add);
    new RequiredScreenshots(apple, types, findings).of(bundle);
  }

  private void of(AppBundle bundle) {
    switch (bundle.platform()) {
      case IOS -> devices(bundle);
      case TV_OS -> need(TV_SCREENSHOTS_MISSING, "APP_APPLE_TV"::equals);
      case VISION_OS -> need(VISION_SCREENSHOTS_MISSING, "APP_APPLE_VISION_PRO"::equals);
      case MAC_OS -> need(DESKTOP_SCREENSHOTS_MISSING, "APP_DESKTOP"::equals);
    }
  }

  private void devices(AppBundle bundle) {
    boolean watchOnly = bundle.facts().infoPlist().watchOnly();
    var families = bundle.deviceFamilies();
    if (!watchOnly && (families.isEmpty() || families.contains(PHONE))) {
      need(PHONE_SCREENSHOTS_MISSING, PHONE_TYPES::contains);
    } else if (!watchOnly && families.contains(PAD)) {
      need(PHONE_SCREENSHOTS_OF_PAD_APP, PHONE_TYPES::contains);
    }
    if (!watchOnly && families.contains(PAD)) {
      need(PAD_SCREENSHOTS_MISSING, "APP_IPAD_PRO_3GEN_129"::equals);
    }
    if (watchOnly || !bundle.facts().archive().watchApps().isEmpty()) {
      if (types.stream().noneMatch(type -> type.startsWith(WATCH_TYPES))) {
        need(WATCH_SCREENSHOTS_MISSING, type -> type.startsWith(WATCH_TYPES));
      } else {
        need(WATCH_SERIES_4_MISSING, "APP_WATCH_SERIES_4"::equals);
      }
    }
  }

  private void need(CompletenessCheck check, Predicate<String> fits) {
    if (types.stream().noneMatch(fits)) {
      String locale = Objects.requireNonNullElse(apple.app().primaryLocale(), "<locale>");
      findings.add(check, "screenshots/" + locale, null);
    }
  }
}
