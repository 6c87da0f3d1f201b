package dev.slipway.drops.metadata;

import dev.slipway.drops.ObjectVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of `metadata/review_information/`. Slipway does not change absent fields at Apple.
///
/// @param password null when absent
/// @param attachment the file for the reviewer (`review_information/attachment.*`); null when
///   absent
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
