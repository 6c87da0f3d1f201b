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
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The screenshots that Apple requires of an app for its devices, in the primary language, as
/// checks of [CompletenessCheck].
public final class RequiredScreenshots {
  private static final int PHONE = 1;
  private static final int PAD = 2;
  private static final Set<String> PHONE_TYPES = Set.of("APP_IPHONE_67", "APP_IPHONE_65");
  private static final String WATCH_TYPES = "APP_WATCH_";

  private final Set<String> types;
  private final List<CompletenessCheck> missing = new ArrayList<>();

  private RequiredScreenshots(Set<String> types) {
    this.types = types;
  }

  /// Returns whether the drop alone has all that Apple requires.
  ///
  /// @param primaryLocale null when the app record does not say
  public static boolean areIn(
      DropContent content, @Nullable String primaryLocale, AppBundle bundle) {
    return missing(bundle, displayTypes(content, primaryLocale)).isEmpty();
  }

  /// Skips an update whose screenshots at Apple were not read: an update has some.
  static void run(
      PreflightSubject subject, AppBundle bundle, AppleFacts apple, FindingList findings) {
    if (apple.displayTypes() == null && !apple.isFirstVersion()) {
      return;
    }
    String primary = apple.app().primaryLocale();
    var types = displayTypes(subject.content(), primary);
    if (apple.displayTypes() != null) {
      types.addAll(apple.displayTypes());
    }
    String folder = "screenshots/" + Objects.requireNonNullElse(primary, "<locale>");
    missing(bundle, types).forEach(check -> findings.add(check, folder, null));
  }

  private static Set<String> displayTypes(DropContent content, @Nullable String primaryLocale) {
    return content.media().stream()
        .filter(media -> media.kind() == MediaKind.SCREENSHOT)
        .filter(media -> primaryLocale == null || media.locale().equals(primaryLocale))
        .flatMap(media -> Stream.ofNullable(media.displayType()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<CompletenessCheck> missing(AppBundle bundle, Set<String> types) {
    var required = new RequiredScreenshots(types);
    switch (bundle.platform()) {
      case IOS -> required.devices(bundle);
      case TV_OS -> required.need(TV_SCREENSHOTS_MISSING, "APP_APPLE_TV"::equals);
      case VISION_OS -> required.need(VISION_SCREENSHOTS_MISSING, "APP_APPLE_VISION_PRO"::equals);
      case MAC_OS -> required.need(DESKTOP_SCREENSHOTS_MISSING, "APP_DESKTOP"::equals);
    }
    return required.missing;
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
      missing.add(check);
    }
  }
}
