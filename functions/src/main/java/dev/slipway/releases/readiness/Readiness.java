package dev.slipway.releases.readiness;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The document of an app's readiness: the last answer, and an ask that has none yet. Immutable.
///
/// @param askedAt when an answer was requested that is not there yet; null when no ask is open
/// @param askedBy who requested it; null when no ask is open
/// @param problem why the last ask got no answer; null when it got one
/// @param answer the last answer; null before the first one
public record Readiness(
    @Nullable Instant askedAt,
    @Nullable Actor askedBy,
    @Nullable Problem problem,
    @Nullable ReadinessAnswer answer) {
  /// The readiness of an app of which nobody has asked.
  static final Readiness NEVER_ASKED = new Readiness(null, null, null, null);

  private static final RecordCodec<Readiness> CODEC =
      RecordCodec.builder(Readiness.class)
          .text(ProblemType.class, ProblemType::uri, ProblemType::ofUri)
          .object(Problem.class, Problem::toJson, Problem::fromJson)
          .object(AgeRatingConfig.class, AgeRatingConfig::toJson, AgeRatingConfig::fromJson)
          .build();

  /// Returns whether an answer was requested that is not there yet.
  public boolean isOpen() {
    return askedAt != null;
  }

  Readiness asked(Instant at, Actor by) {
    return new Readiness(at, by, problem, answer);
  }

  Readiness answered(ReadinessAnswer answer) {
    return new Readiness(null, null, null, answer);
  }

  /// Keeps the earlier answer.
  Readiness failed(Problem problem) {
    return new Readiness(null, null, problem, answer);
  }

  static Readiness fromJson(JsonObject json) {
    return CODEC.read(json);
  }

  Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// Returns the form of API answers.
  public Map<String, @Nullable Object> toApi(AskedApp app) {
    return JsonFields.with("connectionId", app.connection())
        .put("appId", app.appId())
        .put("platform", app.platform())
        .putIfNotNull("askedAt", askedAt)
        .putIfNotNull("problem", problem == null ? null : problem.toJson())
        .putIfNotNull("answer", answer == null ? null : answer.toApi())
        .toMap();
  }
}
