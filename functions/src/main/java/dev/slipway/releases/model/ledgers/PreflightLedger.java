package dev.slipway.releases.model.ledgers;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What preflight found.
///
/// @param at when all checks had run; null while only those had that need nothing of Apple
/// @param findings errors and warnings
public record PreflightLedger(@Nullable Instant at, List<Finding> findings) {
  public static final PreflightLedger EMPTY = new PreflightLedger(null, List.of());

  public PreflightLedger {
    findings = List.copyOf(findings);
  }

  /// Those that keep the release from starting.
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }

  public Map<String, @Nullable Object> toJson() {
    return new JsonFields()
        .putIfPresent("at", Optional.ofNullable(at))
        .put("findings", findings.stream().map(Finding::toJson).toList())
        .toMap();
  }

  public static PreflightLedger fromJson(JsonObject json) {
    return new PreflightLedger(
        json.optionalInstant("at").orElse(null),
        json.objects("findings").stream().map(Finding::fromJson).toList());
  }
}
