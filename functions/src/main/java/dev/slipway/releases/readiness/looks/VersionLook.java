package dev.slipway.releases.readiness.looks;

import static dev.slipway.releases.readiness.looks.ReadinessCheck.VERSION_SENT_BACK;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.WHATS_NEW_EMPTY;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import java.util.List;

/// Looks at the version in preparation: whether App Review sent it back, and at "What's New", which
/// Apple does not take over from the previous version as it does the other texts.
final class VersionLook implements ReadinessLook {

  @Override
  public List<Finding> look(AppAtApple app) {
    var findings = new FindingList(true, false, null);
    app.inPreparation().ifPresent(version -> look(app, version, findings));
    return findings.toList();
  }

  private static void look(AppAtApple app, AppStoreVersion version, FindingList findings) {
    if (isSentBack(version.appVersionState())) {
      findings.add(
          VERSION_SENT_BACK,
          null,
          "version " + version.versionString() + " is " + version.appVersionState());
    }
    if (!app.facts().isFirstVersion()) {
      version.localizations().stream()
          .filter(text -> text.whatsNew() == null || text.whatsNew().isBlank())
          .map(AppStoreVersionLocalization::locale)
          .sorted()
          .forEach(
              locale ->
                  findings.add(
                      WHATS_NEW_EMPTY,
                      "metadata/" + locale + "/" + TextField.WHATS_NEW.fileName(),
                      null));
    }
  }

  private static boolean isSentBack(AppVersionState state) {
    return state == AppVersionState.REJECTED
        || state == AppVersionState.METADATA_REJECTED
        || state == AppVersionState.INVALID_BINARY;
  }
}
