package dev.slipway.connections;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a check of a key found out.
///
/// @param state one of CONNECTED, CONNECTED_WITH_LIMITS, NOT_CONNECTED, UNKNOWN
/// @param problem the cause and what to do; null when CONNECTED
/// @param apps the apps that the key sees, at most 200; after UNKNOWN those seen before
/// @param calls how many requests Apple was sent
public record Verdict(
    ConnectionState state,
    @Nullable Problem problem,
    Capabilities capabilities,
    List<SeenApp> apps,
    Instant checkedAt,
    int calls) {

  /// An app record that the key sees.
  public record SeenApp(String id, String name, String bundleId) {
    /// Also the form in API answers.
    public Map<String, @Nullable Object> toJson() {
      return JsonFields.with("id", id).put("name", name).put("bundleId", bundleId).toMap();
    }

    static SeenApp fromJson(JsonObject json) {
      return new SeenApp(json.string("id"), json.string("name"), json.string("bundleId"));
    }
  }

  public Verdict {
    apps = List.copyOf(apps);
    switch (state) {
      case CONNECTED, CONNECTED_WITH_LIMITS, NOT_CONNECTED, UNKNOWN -> {}
      case CHECKING, DISCONNECTED -> throw new IllegalArgumentException(state + " is no verdict");
    }
  }

  /// Whether this key may take the place of one with the other verdict. An UNKNOWN verdict never
  /// may; over an UNKNOWN one only a key without limits does. Of two refused keys the newer counts
  /// when the older cannot get better by itself, or both have the same cause.
  public boolean notWorseThan(Verdict other) {
    return switch (state) {
      case CONNECTED -> true;
      case CONNECTED_WITH_LIMITS ->
          other.state == ConnectionState.CONNECTED_WITH_LIMITS
              || other.state == ConnectionState.NOT_CONNECTED;
      case NOT_CONNECTED ->
          other.state == ConnectionState.NOT_CONNECTED
              && (other.is(ProblemType.CREDENTIALS_REJECTED)
                  || other.is(ProblemType.CONNECTION_NOT_USABLE)
                  || (problem != null && other.is(problem.type())));
      case UNKNOWN, CHECKING, DISCONNECTED -> false;
    };
  }

  private boolean is(ProblemType type) {
    return problem != null && problem.type() == type;
  }

  /// Nothing new is known of what the key sees and can do; what was known stays.
  Verdict keeping(@Nullable Verdict before) {
    return before == null
        ? this
        : new Verdict(state, problem, before.capabilities, before.apps, checkedAt, calls);
  }

  /// Also the form in API answers.
  public Map<String, @Nullable Object> toJson() {
    var fields = JsonFields.with("state", state);
    if (problem != null) {
      fields.put("problem", problem.toJson());
    }
    return fields
        .put("capabilities", capabilities.toJson())
        .put("apps", apps.stream().map(SeenApp::toJson).toList())
        .put("checkedAt", checkedAt)
        .put("calls", calls)
        .toMap();
  }

  static Verdict fromJson(JsonObject json) {
    return new Verdict(
        json.constant("state", ConnectionState.class),
        json.optionalObject("problem").map(Problem::fromJson).orElse(null),
        Capabilities.fromJson(json.object("capabilities")),
        json.objects("apps").stream().map(SeenApp::fromJson).toList(),
        json.instant("checkedAt"),
        Math.toIntExact(json.number("calls")));
  }
}
