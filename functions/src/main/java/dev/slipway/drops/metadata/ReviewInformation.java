package dev.slipway.drops.metadata;

import dev.slipway.drops.ObjectVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `metadata/review_information/` says. Empty fields mean: leave what Apple has.
///
/// @param password null when there is none
/// @param attachment a file for the reviewer (`review_information/attachment.*`); null when none
public record ReviewInformation(
    Map<ReviewField, SourcedText> fields,
    @Nullable DemoPassword password,
    @Nullable ObjectVersion attachment) {
  public ReviewInformation {
    fields = Map.copyOf(fields);
  }

  public static ReviewInformation none() {
    return new ReviewInformation(Map.of(), null, null);
  }

  public boolean isEmpty() {
    return fields.isEmpty() && password == null && attachment == null;
  }
}
