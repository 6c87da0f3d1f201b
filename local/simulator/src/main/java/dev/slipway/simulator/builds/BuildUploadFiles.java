package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.UploadOperations;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.nio.file.Path;
import java.util.Locale;

/// `buildUploadFiles`: the parts of an upload, and its commit.
public final class BuildUploadFiles {
  public void register(Writes writes) {
    writes.on("POST /v1/buildUploadFiles", call -> create(writes, call));
    writes.on("PATCH /v1/buildUploadFiles/{id}", call -> commit(writes, call));
  }

  private static Resource create(Writes writes, WriteCall call) {
    Resource upload = call.related("buildUpload", "buildUploads");
    if (!BuildUploads.state(upload).equals("AWAITING_UPLOAD")) {
      throw new ApiException(ApiError.notInValidState("buildUploads", upload.id()));
    }
    String assetType = call.text("assetType");
    boolean taken =
        call.world().related(upload, "buildUploadFiles").stream()
            .anyMatch(file -> file.text("assetType").equals(assetType));
    if (taken && call.world().guesses().turned(Guess.SECOND_FILE_OF_A_TYPE)) {
      throw new ApiException(
          ApiError.state(
              ".ALREADY_EXISTS", "The build upload already has a file of type " + assetType + "."));
    }
    UploadOperations.checkFile(call);
    Resource file = call.create("buildUploadFiles").relate("buildUpload", upload.id());
    call.copyAttributes(file, "assetType", "fileName", "fileSize", "uti");
    state(file, "AWAITING_UPLOAD");
    file.set(
        "uploadOperations",
        UploadOperations.plan(writes, file, call.attribute("fileSize").asLong(), null));
    return file;
  }

  private static Resource commit(Writes writes, WriteCall call) {
    Resource file = call.target();
    if (!call.attribute("uploaded").asBoolean()) {
      if (call.gives("sourceFileChecksums")) {
        file.set("sourceFileChecksums", call.attribute("sourceFileChecksums"));
      }
      return file;
    }
    if (!stateOf(file).equals("AWAITING_UPLOAD")) {
      throw new ApiException(ApiError.notInValidState("buildUploadFiles", file.id()));
    }
    UploadOperations.requireAll(file);
    if (call.attribute("sourceFileChecksums").isObject()) {
      file.set("sourceFileChecksums", call.attribute("sourceFileChecksums"));
    }
    JsonNode operations = file.attributes().path("uploadOperations");
    file.attributes().putNull("uploadOperations");
    Resource upload = call.world().get("buildUploads", file.relation("buildUpload"));
    if (!checksumFits(
        writes.spool().file(file.id()),
        file.attributes().path("sourceFileChecksums").path("file"))) {
      if (call.world().guesses().turned(Guess.BUILD_CHECKSUM_AT_COMMIT)) {
        file.set("uploadOperations", operations);
        file.attributes().putNull("sourceFileChecksums");
        throw new ApiException(
            ApiError.attributeInvalid("sourceFileChecksums", "The checksum is not the file's."));
      }
      ObjectNode failed = state(file, "FAILED");
      ObjectNode error = failed.withArray("errors").addObject();
      error
          .put("code", "CHECKSUM_MISMATCH")
          .put("description", "The checksum of the file is not the one given.");
      if (file.text("assetType").equals("ASSET")) {
        BuildUploads.setState(upload, "FAILED").withArray("errors").add(error.deepCopy());
      }
      writes.spool().delete(file.id());
      return file;
    }
    state(file, "UPLOAD_COMPLETE");
    if (file.text("assetType").equals("ASSET")
        && BuildUploads.state(upload).equals("AWAITING_UPLOAD")) {
      BuildProcessing.begin(writes, upload, file);
    }
    writes.spool().delete(file.id());
    return file;
  }

  static String stateOf(Resource file) {
    return file.attributes().path("assetDeliveryState").path("state").asText();
  }

  static ObjectNode state(Resource file, String state) {
    ObjectNode details = file.attributes().putObject("assetDeliveryState");
    details.putArray("errors");
    details.putArray("warnings");
    details.put("state", state);
    return details;
  }

  private static boolean checksumFits(Path path, JsonNode checksum) {
    if (!checksum.path("hash").isTextual()) {
      return true;
    }
    String algorithm = checksum.path("algorithm").asText().equals("SHA_256") ? "SHA-256" : "MD5";
    return UploadOperations.digest(path, algorithm)
        .equals(checksum.path("hash").asText().toLowerCase(Locale.ROOT));
  }
}
