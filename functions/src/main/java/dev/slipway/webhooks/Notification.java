package dev.slipway.webhooks;

import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The content of one notification. It only triggers a look at Apple, because neither order nor
/// exactly-once delivery is promised. Sources differ on its form (reference, Webhooks): every known
/// form is read.
///
/// @param id of the event, the same when it is delivered again
/// @param timestamp of the change; null, as not every kind of event has one
/// @param instanceType type of the resource that changed, for example `buildUploads`; empty when it
///   is missing
/// @param instanceId empty when it is missing
/// @param newState the state after the change as Apple writes it; empty when it is missing
public record Notification(
    String id,
    @Nullable Instant timestamp,
    String instanceType,
    String instanceId,
    String newState) {
  public static final String BUILD_UPLOADS = "buildUploads";
  public static final String APP_STORE_VERSIONS = "appStoreVersions";
  public static final String BUILD_BETA_DETAILS = "buildBetaDetails";
  public static final String BUILDS = "builds";

  private static final List<String> NEW_STATES =
      List.of("newState", "newValue", "newExternalBuildState");

  /// States that our own calls lead to, or that were known before: no look is needed.
  private static final Set<String> KNOWN_UPLOAD_STATES = Set.of("AWAITING_UPLOAD", "PROCESSING");

  private static final Set<String> KNOWN_VERSION_STATES =
      Set.of("PREPARE_FOR_SUBMISSION", "READY_FOR_REVIEW", "WAITING_FOR_REVIEW");

  /// Reads a body.
  ///
  /// @throws JsonShapeException when it does not have the form of Apple's notifications
  public static Notification read(JsonObject body) {
    JsonObject data = body.object("data");
    JsonObject attributes = data.optionalObject("attributes").orElse(null);
    JsonObject instance =
        data.optionalObject("relationships")
            .flatMap(relationships -> relationships.optionalObject("instance"))
            .flatMap(found -> found.optionalObject("data"))
            .orElse(null);
    return new Notification(
        data.string("id"),
        attributes == null ? null : timestamp(attributes),
        text(instance, "type").or(() -> text(attributes, "instanceType")).orElse(""),
        text(instance, "id").or(() -> text(attributes, "instanceId")).orElse(""),
        NEW_STATES.stream()
            .flatMap(name -> text(attributes, name).stream())
            .findFirst()
            .orElse(""));
  }

  /// Returns whether it may report something that is not known yet.
  public boolean tellsNews() {
    return switch (instanceType) {
      case BUILD_UPLOADS -> !KNOWN_UPLOAD_STATES.contains(newState);
      case APP_STORE_VERSIONS -> !KNOWN_VERSION_STATES.contains(newState);
      case BUILD_BETA_DETAILS, BUILDS -> !newState.equals("PROCESSING");
      default -> true;
    };
  }

  private static @Nullable Instant timestamp(JsonObject attributes) {
    try {
      return attributes.optionalInstant("timestamp").orElse(null);
    } catch (JsonShapeException e) {
      return null;
    }
  }

  private static Optional<String> text(@Nullable JsonObject holder, String name) {
    try {
      return holder == null ? Optional.empty() : holder.optionalString(name);
    } catch (JsonShapeException e) {
      return Optional.empty();
    }
  }
}
