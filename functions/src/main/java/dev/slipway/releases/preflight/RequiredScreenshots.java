package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.DATED_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DATED_SCREENSHOTS_NEAR;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DESKTOP_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PAD_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_OF_PAD_APP;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.TV_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.VISION_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WATCH_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.WATCH_SERIES_4_MISSING;

import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.requirements.Requirement;
import dev.slipway.releases.preflight.requirements.Requirement.Status;
import dev.slipway.releases.preflight.requirements.Requirement.Subject;
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
  private static final String IPHONE_TYPES = "APP_IPHONE_";
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
    dated(subject, bundle, apple, findings);
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

  /// Adds what Apple requires by date of an app for iPhone. What Apple has is known only when its
  /// sets were read: before that, nothing is an error, and an update whose drop has no screenshots
  /// for iPhone is left alone.
  private static void dated(
      PreflightSubject subject, AppBundle bundle, AppleFacts apple, FindingList findings) {
    String primary = apple.app().primaryLocale();
    var types = displayTypes(subject.content(), primary);
    var atApple = apple.displayTypes();
    if (atApple != null) {
      types.addAll(atApple);
    }
    boolean known =
        atApple != null
            || apple.isFirstVersion()
            || types.stream().anyMatch(type -> type.startsWith(IPHONE_TYPES));
    if (!isForPhone(bundle) || !known) {
      return;
    }
    String folder = "screenshots/" + Objects.requireNonNullElse(primary, "<locale>");
    for (Requirement row : subject.requirements().about(Subject.SCREENSHOTS)) {
      var status = row.at(subject.now());
      if (status != Status.LATER && !types.contains(row.value())) {
        findings.add(
            status == Status.IN_FORCE && atApple != null
                ? DATED_SCREENSHOTS_MISSING
                : DATED_SCREENSHOTS_NEAR,
            folder,
            "no " + row.value(),
            sentence(row));
      }
    }
  }

  /// Returns a requirement in words, with the sizes of its display.
  public static String sentence(Requirement row) {
    String sizes = DisplayTypes.acceptedPixels(row.value());
    return sizes.isEmpty()
        ? row.sentence()
        : row.sentence() + " The sizes of " + row.value() + " are " + sizes + ".";
  }

  private static boolean isForPhone(AppBundle bundle) {
    var families = bundle.deviceFamilies();
    return bundle.platform() == AppPlatform.IOS
        && !bundle.facts().infoPlist().watchOnly()
        && (families.isEmpty() || families.contains(PHONE));
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
