package dev.slipway.releases.readiness.looks;

import static dev.slipway.releases.preflight.checks.CompletenessCheck.DATED_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DATED_SCREENSHOTS_NEAR;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.DESKTOP_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.PHONE_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.TV_SCREENSHOTS_MISSING;
import static dev.slipway.releases.preflight.checks.CompletenessCheck.VISION_SCREENSHOTS_MISSING;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.MEDIA_FAILED;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.MEDIA_IN_PROCESSING;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.PAD_SCREENSHOTS_IF_NEEDED;

import dev.slipway.appstoreconnect.media.MediaAsset;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.RequiredScreenshots;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.requirements.Requirement;
import dev.slipway.releases.preflight.requirements.Requirement.Status;
import dev.slipway.releases.preflight.requirements.Requirement.Subject;
import dev.slipway.releases.preflight.requirements.Requirements;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Looks at screenshots and previews: whether each device of the platform has screenshots in the
/// primary language, which the other languages use too, and whether Apple could process all files.
///
/// Apple's API does not say on which devices a build runs. An app for iOS without any screenshots
/// of a device lacks those of iPhone; those of iPad are asked for before the first release alone,
/// because Apple took a released app without them.
final class MediaLook implements ReadinessLook {
  private static final Set<String> PHONE_TYPES = Set.of("APP_IPHONE_67", "APP_IPHONE_65");
  private static final String IPHONE_TYPES = "APP_IPHONE_";
  private static final String PAD_TYPE = "APP_IPAD_PRO_3GEN_129";
  private static final String WATCH_TYPES = "APP_WATCH_";

  @Override
  public List<Finding> look(AppAtApple app) {
    var findings = new FindingList(true, false, null);
    devices(app, findings);
    for (LocaleMedia media : app.media()) {
      for (MediaAsset asset : media.set().assets()) {
        String file = folder(media) + media.locale() + "/" + asset.fileName();
        if (asset.state() == AssetState.FAILED) {
          findings.add(MEDIA_FAILED, file, reasons(asset));
        } else if (!asset.state().isFinal()) {
          findings.add(MEDIA_IN_PROCESSING, file, asset.state().name());
        }
      }
    }
    return findings.toList();
  }

  private static String folder(LocaleMedia media) {
    return media.family() == MediaFamily.PREVIEWS ? "app_previews/" : "screenshots/";
  }

  private static String reasons(MediaAsset asset) {
    return asset.errors().stream()
        .map(StateDetail::code)
        .filter(code -> !code.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static void devices(AppAtApple app, FindingList findings) {
    String primary = app.facts().app().primaryLocale();
    var types =
        app.media().stream()
            .filter(media -> media.family() == MediaFamily.SCREENSHOTS)
            .filter(media -> primary == null || media.locale().equals(primary))
            .filter(
                media ->
                    media.set().assets().stream()
                        .anyMatch(asset -> asset.state() != AssetState.FAILED))
            .map(media -> media.set().displayType())
            .collect(Collectors.toSet());
    var needs = new Needs(types, "screenshots/" + Objects.requireNonNullElse(primary, "<locale>"));
    if (types.stream().anyMatch(type -> type.startsWith(IPHONE_TYPES))) {
      dated(app, needs, findings);
    }
    switch (app.platform()) {
      case IOS -> mobile(app, needs, findings);
      case TV_OS -> needs.need(TV_SCREENSHOTS_MISSING, "APP_APPLE_TV"::equals, findings);
      case VISION_OS ->
          needs.need(VISION_SCREENSHOTS_MISSING, "APP_APPLE_VISION_PRO"::equals, findings);
      case MAC_OS -> needs.need(DESKTOP_SCREENSHOTS_MISSING, "APP_DESKTOP"::equals, findings);
      case UNKNOWN -> {}
    }
  }

  /// Adds the displays of iPhone that Apple requires by date.
  private static void dated(AppAtApple app, Needs needs, FindingList findings) {
    for (Requirement row : Requirements.ofApple().about(Subject.SCREENSHOTS)) {
      var status = row.at(app.now());
      if (status != Status.LATER && !needs.types.contains(row.value())) {
        findings.add(
            status == Status.IN_FORCE ? DATED_SCREENSHOTS_MISSING : DATED_SCREENSHOTS_NEAR,
            needs.folder,
            "no " + row.value(),
            RequiredScreenshots.sentence(row));
      }
    }
  }

  private static void mobile(AppAtApple app, Needs needs, FindingList findings) {
    needs.need(
        PHONE_SCREENSHOTS_MISSING,
        type -> PHONE_TYPES.contains(type) || type.equals(PAD_TYPE) || type.startsWith(WATCH_TYPES),
        findings);
    if (app.facts().isFirstVersion() && needs.types.stream().anyMatch(PHONE_TYPES::contains)) {
      needs.need(PAD_SCREENSHOTS_IF_NEEDED, PAD_TYPE::equals, findings);
    }
  }

  /// @param types the display types with screenshots in the primary language
  private record Needs(Set<String> types, String folder) {
    void need(Check check, Predicate<String> fits, FindingList findings) {
      if (types.stream().noneMatch(fits)) {
        findings.add(check, folder, null);
      }
    }
  }
}
