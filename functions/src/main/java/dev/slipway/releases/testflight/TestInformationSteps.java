package dev.slipway.releases.testflight;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppLocalizationId;
import dev.slipway.appstoreconnect.testflight.BetaAppLocalization;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppLocales;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppText;
import dev.slipway.releases.model.ledgers.TestFlightLedger.AppTexts;
import dev.slipway.releases.steps.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The steps on what testers read about an app.
public final class TestInformationSteps {
  private final AppStoreConnectClient apple;

  public TestInformationSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Reads what testers read about the app, if the drop changes it, or if a text of the build is
  /// wanted in a locale that the build does not have.
  ///
  /// @param ofBuild the locales in which the build has a text
  /// @return null when nothing needs it
  @Nullable AppTexts read(ReleaseRecord release, Set<String> ofBuild) {
    var terms = RequiredFacts.desired(release).terms().testFlight();
    if (terms == null
        || (!terms.setup().hasTexts() && ofBuild.containsAll(terms.whatToTest().keySet()))) {
      return null;
    }
    var texts = new LinkedHashMap<String, AppText>();
    for (BetaAppLocalization text :
        apple.betaAppLocalizations().listFor(RequiredFacts.app(release))) {
      texts.put(text.locale(), of(text));
    }
    return new AppTexts(texts);
  }

  static AppLocales locales(AppTexts texts) {
    return new AppLocales(List.copyOf(texts.locales().keySet()));
  }

  /// Sets the texts of a locale, and adds the locale if the app does not have it.
  public StepResult set(ReleaseRecord release, Step.SetTestInformation step) {
    var id = step.id();
    var text = id == null ? created(release, step) : update(new BetaAppLocalizationId(id), step);
    return StepResult.progressed(
        release.withTestFlight(release.testFlight().withAppText(step.locale(), of(text))));
  }

  private BetaAppLocalization created(ReleaseRecord release, Step.SetTestInformation step) {
    var app = RequiredFacts.app(release);
    try {
      return apple
          .betaAppLocalizations()
          .create(app, step.locale(), step.description(), step.feedbackEmail());
    } catch (Conflict e) {
      // A person may have added the locale meanwhile; Apple answers 409 to other faults too.
      var present =
          apple.betaAppLocalizations().listFor(app).stream()
              .filter(other -> other.locale().equalsIgnoreCase(step.locale()))
              .findFirst()
              .orElseThrow(() -> e);
      return update(present.id(), step);
    }
  }

  private BetaAppLocalization update(BetaAppLocalizationId id, Step.SetTestInformation step) {
    return apple.betaAppLocalizations().update(id, step.description(), step.feedbackEmail());
  }

  private static AppText of(BetaAppLocalization text) {
    return new AppText(text.id().value(), text.description(), text.feedbackEmail());
  }
}
