package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.GivenNumbers;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `buildUploads`: reservations for a build, with Apple's rules on build numbers.
public final class BuildUploads {
  public void register(Writes writes) {
    writes.on("POST /v1/buildUploads", BuildUploads::create);
    writes.on(
        "DELETE /v1/buildUploads/{id}",
        call -> {
          Resource upload = call.target();
          // FAILED: one live answer (build-uploads.md, 2.10); PROCESSING and COMPLETE: not tried.
          boolean failed =
              state(upload).equals("FAILED")
                  && call.world().guesses().turned(Guess.DELETE_OF_A_FAILED_UPLOAD);
          if (!failed && !state(upload).equals("AWAITING_UPLOAD")) {
            throw new ApiException(
                ApiError.state(
                    ".INVALID_STATE",
                    "The build upload with id '" + upload.id() + "' is not in valid state."));
          }
          for (Resource file : call.world().related(upload, "buildUploadFiles")) {
            writes.spool().delete(file.id());
            call.world().remove(file);
          }
          call.world().remove(upload);
          return null;
        });
  }

  private static Resource create(WriteCall call) {
    // The pointer ends in data/id (expo#3463).
    Resource app = call.find("apps", call.relationshipId("app"), "app/data/id");
    if (!VersionNumbers.isVersion(call.text("cfBundleShortVersionString"))) {
      throw new ApiException(
          AttributeErrors.invalid(
              "cfBundleShortVersionString",
              "The attribute 'cfBundleShortVersionString' must be up to three numbers with dots"
                  + " between them"));
    }
    if (!VersionNumbers.isBuildNumber(call.text("cfBundleVersion"))) {
      throw new ApiException(
          AttributeErrors.invalid(
              "cfBundleVersion",
              "The attribute 'cfBundleVersion' must be numbers with dots between them"));
    }
    String platform = call.text("platform");
    String previous =
        highestBuild(call.world(), app.id(), platform, call.text("cfBundleShortVersionString"));
    if (previous != null && VersionNumbers.compare(call.text("cfBundleVersion"), previous) <= 0) {
      ObjectNode meta =
          JsonNodeFactory.instance.objectNode().put("previousBundleVersion", previous);
      throw new ApiException(
          AttributeErrors.duplicate(
                  "cfBundleVersion",
                  "The bundle version must be higher than the previously uploaded version: ‘"
                      + previous
                      + "’.")
              .withMeta(meta));
    }
    UploadLimit.atReservation(call.world(), app);
    Resource upload = call.create("buildUploads").relate("app", app.id());
    for (String number : List.of("cfBundleShortVersionString", "cfBundleVersion")) {
      upload.set(number, GivenNumbers.shown(call.world(), call.text(number)));
    }
    call.copyAttributes(upload, "platform");
    upload.set("createdDate", Dates.format(call.now()));
    setState(upload, "AWAITING_UPLOAD");
    return upload;
  }

  public static String state(Resource upload) {
    return upload.attributes().path("state").path("state").asText();
  }

  /// Sets the state and clears its details.
  static ObjectNode setState(Resource upload, String state) {
    ObjectNode details = upload.attributes().putObject("state");
    details.putArray("errors");
    details.putArray("warnings");
    details.putArray("infos");
    details.put("state", state);
    return details;
  }

  /// Returns the highest build number already used in a train (on macOS: in any train), or null.
  private static @Nullable String highestBuild(
      World world, String appId, String platform, String version) {
    String highest = null;
    for (Resource upload : world.all("buildUploads")) {
      boolean taken =
          Objects.equals(upload.relation("app"), appId)
              && upload.text("platform").equals(platform)
              && (platform.equals("MAC_OS")
                  || VersionNumbers.same(upload.text("cfBundleShortVersionString"), version))
              && Set.of("PROCESSING", "COMPLETE").contains(state(upload));
      if (taken) {
        highest = higher(highest, upload.text("cfBundleVersion"));
      }
    }
    for (Resource build : world.all("builds")) {
      Resource train = world.get("preReleaseVersions", build.relation("preReleaseVersion"));
      boolean taken =
          Objects.equals(build.relation("app"), appId)
              && train.text("platform").equals(platform)
              && (platform.equals("MAC_OS") || VersionNumbers.same(train.text("version"), version));
      if (taken) {
        highest = higher(highest, build.text("version"));
      }
    }
    return highest;
  }

  private static String higher(@Nullable String highest, String candidate) {
    return highest == null || VersionNumbers.compare(candidate, highest) > 0 ? candidate : highest;
  }
}
