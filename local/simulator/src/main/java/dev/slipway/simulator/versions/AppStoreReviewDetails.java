package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;

/// `appStoreReviewDetails`: the contact for App Review, one per version.
public final class AppStoreReviewDetails {
  private static final String[] FIELDS = {
    "contactFirstName",
    "contactLastName",
    "contactPhone",
    "contactEmail",
    "demoAccountName",
    "demoAccountPassword",
    "demoAccountRequired",
    "notes"
  };

  public void register(Writes writes) {
    writes.on(
        "POST /v1/appStoreReviewDetails",
        call -> {
          Resource version = call.related("appStoreVersion", "appStoreVersions");
          Resource present = call.world().one(version, "appStoreReviewDetail");
          if (present != null && call.world().guesses().turned(Guess.ONE_REVIEW_DETAIL)) {
            throw new ApiException(
                ApiError.state(
                    ".ALREADY_EXISTS", "The given app version already has an existing review."));
          }
          EditableFields.requireOpen(call.world(), version, "appStoreReviewDetails.create");
          rules(call).check();
          Resource detail =
              present == null
                  ? call.create("appStoreReviewDetails").relate("appStoreVersion", version.id())
                  : present;
          copyFields(call, detail);
          return detail;
        });
    writes.on(
        "PATCH /v1/appStoreReviewDetails/{id}",
        call -> {
          Resource version =
              call.world().get("appStoreVersions", call.target().relation("appStoreVersion"));
          // Which error Apple sends is a guess.
          if (!EditableFields.lockedAttributes(
                  call, "appStoreReviewDetails", VersionStates.of(version))
              .isEmpty()) {
            throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
          }
          rules(call).check();
          copyFields(call, call.target());
          return call.target();
        });
  }

  /// Copies the given contact attributes into a detail, of a version or of TestFlight.
  public static void copyFields(WriteCall call, Resource detail) {
    call.copyAttributes(detail, FIELDS);
  }

  public static TextRules rules(WriteCall call) {
    return new TextRules(call).length("notes", 0, 4000).email("contactEmail").phone("contactPhone");
  }
}
