package dev.slipway.simulator.apps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Map;

/// `ageRatingDeclarations`: the questions of the age rating, answered on the draft app info.
public final class AgeRatingDeclarations {
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "socialMedia",
          List.of("userGeneratedContent"),
          "socialMediaAgeRestricted",
          List.of("ageAssurance", "socialMedia"));

  private static final String KOREA = "koreaAgeRatingOverride";
  private static final String KOREAN_NUMBER = "gracRatingClassificationNumber";

  public void register(Writes writes) {
    writes.on("PATCH /v1/ageRatingDeclarations/{id}", AgeRatingDeclarations::update);
  }

  private static Resource update(WriteCall call) {
    Resource rating = call.target();
    for (Resource info : call.world().all("appInfos")) {
      if (rating.id().equals(info.relation("ageRatingDeclaration"))) {
        AppInfoStates.requireOpen(call.world(), info, "ageRatingDeclarations");
      }
    }
    new TextRules(call).url("developerAgeRatingInfoUrl").check();
    refuseNumberWithoutOverride(call, rating);
    refuseYesWithoutItsNeeds(call, rating);
    call.data()
        .path("attributes")
        .properties()
        .forEach(answer -> rating.set(answer.getKey(), stored(call, answer.getValue())));
    return rating;
  }

  /// A yes that needs a yes to other questions, given before or in the same call (apple-2026.md, 3,
  /// live; asc#1788). Code and words are not known.
  private static void refuseYesWithoutItsNeeds(WriteCall call, Resource rating) {
    NEEDED.forEach(
        (question, needed) -> {
          if (!call.attribute(question).asBoolean()) {
            return;
          }
          for (String other : needed) {
            boolean yes =
                call.gives(other)
                    ? call.attribute(other).asBoolean()
                    : rating.attributes().path(other).asBoolean();
            if (!yes) {
              throw new ApiException(
                  AttributeErrors.invalid(
                      question, "The attribute '" + question + "' needs '" + other + "'"));
            }
          }
        });
  }

  /// A number of the Korean rating board (API 4.5.1) goes with an override for Korea only
  /// (media-live.md, K8).
  private static void refuseNumberWithoutOverride(WriteCall call, Resource rating) {
    String override =
        call.gives(KOREA) ? call.text(KOREA) : rating.attributes().path(KOREA).asText();
    if (call.gives(KOREAN_NUMBER) && override.equals("NONE")) {
      throw new ApiException(
          AttributeErrors.koreaAgeRatingOverrideInvalid(
              KOREAN_NUMBER, "The attribute '" + KOREAN_NUMBER + "' needs an override for Korea"));
    }
  }

  /// Apple keeps classes of levels: INFREQUENT reads back as INFREQUENT_OR_MILD (media-live.md,
  /// K9).
  private static JsonNode stored(WriteCall call, JsonNode answer) {
    return switch (answer.asText()) {
      case "INFREQUENT" -> TextNode.valueOf("INFREQUENT_OR_MILD");
      case "FREQUENT" ->
          call.world().guesses().turned(Guess.FREQUENT_AS_A_CLASS)
              ? TextNode.valueOf("FREQUENT_OR_INTENSE")
              : answer;
      default -> answer;
    };
  }
}
