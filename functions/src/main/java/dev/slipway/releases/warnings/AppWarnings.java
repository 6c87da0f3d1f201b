package dev.slipway.releases.warnings;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import dev.slipway.problems.Finding;
import dev.slipway.problems.ProblemType;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The warnings about one app that outlast a release. Immutable.
///
/// @param webOnlySteps what only a person can do before the first release; null before a first
///   release was checked, and after the app reached the App Store
/// @param onSaleAt when Slipway first saw a release of the app on the App Store; null before
/// @param territories why Apple does not offer the app in territories that are selected
/// @param territoriesReadAt when Apple was last asked about the territories; null before
@RecordBuilder
public record AppWarnings(
    @Nullable Finding webOnlySteps,
    @Nullable Instant onSaleAt,
    List<Finding> territories,
    @Nullable Instant territoriesReadAt)
    implements AppWarningsBuilder.With {
  public static final AppWarnings NONE = new AppWarnings(null, null, List.of(), null);

  private static final RecordCodec<AppWarnings> CODEC =
      RecordCodec.builder(AppWarnings.class)
          .text(ProblemType.class, ProblemType::uri, ProblemType::ofUri)
          .build();

  public AppWarnings {
    territories = List.copyOf(territories);
  }

  /// Returns the warnings after a preflight.
  ///
  /// @param steps null when the app was on sale before, or the release has no version
  public AppWarnings checked(@Nullable Finding steps) {
    return withWebOnlySteps(onSaleAt == null ? steps : null);
  }

  /// Returns the warnings after Apple answered about the territories.
  public AppWarnings read(List<Finding> found, Instant now) {
    return with().territories(found).territoriesReadAt(now).build();
  }

  /// Returns the warnings of an app that has a version on the App Store.
  public AppWarnings onSale(Instant now) {
    return with().webOnlySteps(null).onSaleAt(onSaleAt == null ? now : onSaleAt).build();
  }

  /// Returns the findings about territories for another release, with the day of Apple's answer.
  public List<Finding> dated() {
    return territories.stream().map(this::dated).toList();
  }

  private Finding dated(Finding found) {
    return territoriesReadAt == null
        ? found
        : new Finding(
            found.check(),
            found.severity(),
            found.type(),
            found.file(),
            found.found(),
            found.limit(),
            found.remedy()
                + " As Apple said on "
                + territoriesReadAt.atOffset(ZoneOffset.UTC).toLocalDate()
                + ".");
  }

  /// Returns whether Apple was asked about the territories at a time or later.
  public boolean isReadSince(Instant time) {
    return territoriesReadAt != null && !territoriesReadAt.isBefore(time);
  }

  /// Returns the document of the state bucket.
  Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// Reads what [#toJson()] wrote, also by earlier versions.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the document has another form
  static AppWarnings fromJson(JsonObject json) {
    return CODEC.read(json);
  }
}
