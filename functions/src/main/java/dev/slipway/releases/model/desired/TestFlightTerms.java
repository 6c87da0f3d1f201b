package dev.slipway.releases.model.desired;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `release.json` asks of TestFlight.
///
/// @param whatToTest text per locale
/// @param groups names of beta groups that get the build
/// @param submitForBetaReview whether external groups' build goes to Beta App Review
/// @param only true: the release ends with TestFlight; false: App Review follows at once
public record TestFlightTerms(
    Map<String, String> whatToTest,
    List<String> groups,
    boolean submitForBetaReview,
    boolean only) {
  public TestFlightTerms {
    whatToTest = Map.copyOf(whatToTest);
    groups = List.copyOf(groups);
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("whatToTest", whatToTest)
        .put("groups", groups)
        .put("submitForBetaReview", submitForBetaReview)
        .put("only", only)
        .toMap();
  }

  static TestFlightTerms fromJson(JsonObject json) {
    return new TestFlightTerms(
        Desired.texts(json.object("whatToTest")),
        json.strings("groups"),
        json.bool("submitForBetaReview"),
        json.bool("only"));
  }
}
