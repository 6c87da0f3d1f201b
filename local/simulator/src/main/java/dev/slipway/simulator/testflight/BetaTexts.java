package dev.slipway.simulator.testflight;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.versions.AppStoreReviewDetails;
import dev.slipway.simulator.versions.LocaleDeletion;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import org.jspecify.annotations.Nullable;

/// `betaBuildLocalizations`, `betaAppLocalizations` and `betaAppReviewDetails`: what testers and
/// beta reviewers read.
public final class BetaTexts {
  /// apple-2026.md, 4: for `betaAppLocalizations`, whose locales differ by more than their case.
  private static final String EXISTS = "There is an entity with same 'locale'";

  private static final String[] APP_FIELDS = {
    "feedbackEmail", "marketingUrl", "privacyPolicyUrl", "tvOsPrivacyPolicy", "description"
  };

  public void register(Writes writes) {
    writes.on("POST /v1/betaBuildLocalizations", BetaTexts::createOfBuild);
    writes.on(
        "PATCH /v1/betaBuildLocalizations/{id}",
        call -> {
          whatsNew(call).check();
          call.copyAttributes(call.target(), "whatsNew");
          return call.target();
        });
    writes.on(
        "DELETE /v1/betaBuildLocalizations/{id}",
        call -> {
          Resource build = call.world().get("builds", call.target().relation("build"));
          return delete(call, call.world().get("apps", build.relation("app")));
        });
    writes.on("POST /v1/betaAppLocalizations", BetaTexts::createOfApp);
    writes.on(
        "PATCH /v1/betaAppLocalizations/{id}",
        call -> {
          appTexts(call).check();
          call.copyAttributes(call.target(), APP_FIELDS);
          return call.target();
        });
    writes.on(
        "DELETE /v1/betaAppLocalizations/{id}",
        call -> delete(call, call.world().get("apps", call.target().relation("app"))));
    writes.on(
        "PATCH /v1/betaAppReviewDetails/{id}",
        call -> {
          AppStoreReviewDetails.rules(call).check();
          AppStoreReviewDetails.copyFields(call, call.target());
          return call.target();
        });
  }

  /// Gives a new build an empty text in the app's primary language.
  public static void begin(World world, Resource app, Resource build) {
    if (world.guesses().turned(Guess.BUILD_STARTS_WITHOUT_TEXT)) {
      return;
    }
    world
        .create("betaBuildLocalizations", build.issuerId())
        .relate("build", build.id())
        .set("locale", app.text("primaryLocale"));
  }

  /// Returns whether the app has such a text in its primary language.
  static boolean has(World world, Resource app, String attribute) {
    return world.related(app, "betaAppLocalizations").stream()
        .filter(one -> one.text("locale").equals(app.text("primaryLocale")))
        .anyMatch(one -> one.has(attribute));
  }

  private static Resource createOfBuild(WriteCall call) {
    Resource build = call.related("build", "builds");
    whatsNew(call)
        .locale()
        .newLocale(call.world().related(build, "betaBuildLocalizations"), EXISTS)
        .check();
    // apple-2026.md, 4. The words are those of a locale that no app has, by analogy.
    if (call
        .world()
        .related(call.world().get("apps", build.relation("app")), "betaAppLocalizations")
        .stream()
        .noneMatch(one -> one.text("locale").equals(call.text("locale")))) {
      throw new ApiException(AttributeErrors.invalid("locale", "The 'locale' value is invalid."));
    }
    if (build.attributes().path("expired").asBoolean()) {
      throw new ApiException(ApiError.notInValidState("builds", build.id()));
    }
    Resource localization = call.create("betaBuildLocalizations").relate("build", build.id());
    call.copyAttributes(localization, "locale", "whatsNew");
    return localization;
  }

  private static Resource createOfApp(WriteCall call) {
    Resource app = call.related("app", "apps");
    appTexts(call)
        .locale()
        .newLocale(call.world().related(app, "betaAppLocalizations"), EXISTS)
        .check();
    Resource localization = call.create("betaAppLocalizations").relate("app", app.id());
    call.copyAttributes(localization, APP_FIELDS);
    return localization.set("locale", call.text("locale"));
  }

  private static @Nullable Resource delete(WriteCall call, Resource app) {
    LocaleDeletion.refusePrimary(call, app);
    call.world().remove(call.target());
    return null;
  }

  private static TextRules whatsNew(WriteCall call) {
    return new TextRules(call).length("whatsNew", 1, 4000).testFlightCharacters("whatsNew");
  }

  private static TextRules appTexts(WriteCall call) {
    return new TextRules(call)
        .length("description", 1, 4000)
        .testFlightCharacters("description")
        .email("feedbackEmail")
        .url("marketingUrl")
        .url("privacyPolicyUrl");
  }
}
