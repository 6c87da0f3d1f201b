package dev.slipway.simulator.writes;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call may change of a version, of its texts and media, and of the app info, by the state
/// of the version or of the app info. This is the only place that decides it: a table with the
/// source of every cell (review-live.md, F, A4 to A8 and A15; media-live.md, K1 to K3).
///
/// A field is named by its type and attribute or relationship, for example
/// `appStoreVersionLocalizations.keywords`; `.create` and `.delete` stand for the resource itself.
/// A state or a field without a row is locked, IN_REVIEW among them.
public final class EditableFields {
  private static final String ALL = "*";

  private enum Rule {
    OPEN,
    LOCKED,
    /// Open as preset.
    OPEN_UNLESS_TURNED,
    /// Locked as preset.
    OPEN_IF_TURNED
  }

  /// Some cells of the table. The first row that has the state and the field decides.
  ///
  /// @param guess for the rules that depend on one
  private record Row(Set<String> states, Set<String> fields, Rule rule, @Nullable Guess guess) {
    boolean matches(String state, String field) {
      return states.contains(state) && (fields.contains(field) || fields.contains(ALL));
    }
  }

  private static final List<Row> TABLE =
      List.of(
          // F: PREPARE, DEVELOPER_REJECTED and REJECTED are wholly open. The other two: Apple Help,
          // App and submission statuses; no live answer.
          open(
              Set.of(
                  "PREPARE_FOR_SUBMISSION",
                  "DEVELOPER_REJECTED",
                  "REJECTED",
                  "METADATA_REJECTED",
                  "INVALID_BINARY"),
              ALL),
          // A8, and media-live.md, 2.4: "Can't Delete Screenshot while Ready For Review".
          new Row(
              Set.of("READY_FOR_REVIEW"),
              Set.of(
                  "appScreenshots", "appPreviews", "appScreenshots.delete", "appPreviews.delete"),
              Rule.LOCKED,
              null),
          // A15: version string, build and what's new were changed; nothing is known of the rest.
          new Row(
              Set.of("READY_FOR_REVIEW"),
              Set.of(ALL),
              Rule.OPEN_UNLESS_TURNED,
              Guess.EDITS_IN_UNSENT_SUBMISSION),
          // A5. The marketing URL: its last sentence.
          open(
              Set.of("WAITING_FOR_REVIEW"),
              "appStoreVersionLocalizations.promotionalText",
              "appStoreVersionLocalizations.supportUrl",
              "appStoreVersionLocalizations.marketingUrl",
              "appInfoLocalizations.privacyPolicyUrl",
              "appInfoLocalizations.privacyChoicesUrl",
              "appStoreReviewDetails.notes"),
          // A14 (one live answer); F: releaseType (code in production, 61760860032), and the date
          // that belongs to it; previews may be deleted (Apple's text).
          open(
              Set.of("WAITING_FOR_REVIEW"),
              "appStoreVersions.versionString",
              "appStoreVersions.releaseType",
              "appStoreVersions.earliestReleaseDate",
              "appPreviews.delete"),
          // F, and media-live.md, 2.4: "Can't Delete Screenshot After Submit for review".
          new Row(
              Set.of("WAITING_FOR_REVIEW"),
              Set.of(
                  "appStoreVersions.build",
                  "appScreenshots",
                  "appScreenshots.delete",
                  "appPreviews"),
              Rule.LOCKED,
              null),
          // K2 has live answers for both; F refuses keywords and subtitle.
          new Row(
              Set.of("WAITING_FOR_REVIEW"),
              Set.of(ALL),
              Rule.OPEN_IF_TURNED,
              Guess.EDITS_IN_THE_QUEUE),
          // A20.
          open(
              Set.of("PENDING_DEVELOPER_RELEASE"),
              "appStoreVersions.releaseType",
              "appStoreVersions.earliestReleaseDate"),
          // A4, K1.
          open(Set.of("READY_FOR_DISTRIBUTION"), "appStoreVersionLocalizations.promotionalText"));

  private EditableFields() {}

  private static Row open(Set<String> states, String... fields) {
    return new Row(states, Set.of(fields), Rule.OPEN, null);
  }

  /// Returns whether a field can be changed while the version or app info is in this state.
  public static boolean isOpen(World world, String state, String field) {
    for (Row row : TABLE) {
      if (row.matches(state, field)) {
        boolean turned = row.guess() != null && world.guesses().turned(row.guess());
        return switch (row.rule()) {
          case OPEN -> true;
          case LOCKED -> false;
          case OPEN_UNLESS_TURNED -> !turned;
          case OPEN_IF_TURNED -> turned;
        };
      }
    }
    return false;
  }

  /// Returns the attributes of the call that are locked in this state.
  public static List<String> lockedAttributes(WriteCall call, String type, String state) {
    List<String> locked = new ArrayList<>();
    call.data()
        .path("attributes")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!isOpen(call.world(), state, type + "." + name)) {
                locked.add(name);
              }
            });
    return locked;
  }

  /// Ends the call if a resource that belongs to the version can not be changed as a whole. The
  /// error is a guess for everything but media.
  public static void requireOpen(World world, Resource version, String field) {
    if (!isOpen(world, VersionStates.of(version), field)) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
  }

  /// Ends the call if screenshots or previews of the version can not be changed.
  ///
  /// @param type `appScreenshots` or `appPreviews`
  /// @param operation "Create", "Update" or "Delete"
  public static void requireMediaOpen(
      World world, Resource version, String type, String operation) {
    String state = VersionStates.of(version);
    if (isOpen(world, state, operation.equals("Delete") ? type + ".delete" : type)) {
      return;
    }
    String thing = type.equals("appPreviews") ? "Preview" : "Screenshot";
    // media-live.md, 2.4, for the two states before the review; review-live.md, A8, for the others.
    throw new ApiException(
        switch (state) {
          case "READY_FOR_REVIEW" ->
              mediaState("Can't " + operation + " " + thing + " while Ready For Review", type);
          case "WAITING_FOR_REVIEW" ->
              mediaState(
                  operation.equals("Create")
                      ? "Can't Create " + thing + " while Waiting For Review"
                      : "Can't " + operation + " " + thing + " After Submit for review",
                  type);
          default -> AttributeErrors.locked("", "").at(type);
        });
  }

  private static ApiError mediaState(String words, String type) {
    return ApiError.state("", words).at(type);
  }
}
