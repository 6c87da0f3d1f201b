package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.UploadOperations;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

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
    file.set("assetToken", "PurpleSource211/v4/" + UUID.randomUUID() + ".ipa");
    file.attributes().putObject("sourceFileChecksums").putNull("file").putNull("composite");
    file.set(
        "uploadOperations",
        UploadOperations.plan(
            writes, file, call.attribute("fileSize").asLong(), "application/octet-stream"));
    return file;
  }

  private static Resource commit(Writes writes, WriteCall call) {
    Resource file = call.target();
    JsonNode given = call.attribute("sourceFileChecksums").path("file");
    refuseSha256(given);
    if (!call.attribute("uploaded").asBoolean()) {
      if (given.isObject()) {
        checksums(file).set("file", given);
      }
      return file;
    }
    if (!stateOf(file).equals("AWAITING_UPLOAD")) {
      throw new ApiException(
          ApiError.state(
              ".INVALID_STATE", "The file with id '" + file.id() + "' is not in valid state."));
    }
    UploadOperations.requireAll(file);
    JsonNode expected =
        given.isObject() ? given : file.attributes().path("sourceFileChecksums").path("file");
    boolean fits = checksumFits(writes.spool().file(file.id()), expected);
    if (!fits && call.world().guesses().turned(Guess.BUILD_CHECKSUM_AT_COMMIT)) {
      checksums(file).putNull("file");
      throw new ApiException(
          AttributeErrors.invalid("sourceFileChecksums", "The checksum is not the file's."));
    }
    checksums(file).set("file", expected);
    checksums(file)
        .putObject("composite")
        .put("hash", composite(writes, file))
        .put("algorithm", "MD5");
    UploadOperations.forget(file);
    Resource upload = call.world().get("buildUploads", file.relation("buildUpload"));
    if (!fits) {
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
    state(
        file,
        call.world().guesses().turned(Guess.UPLOAD_COMPLETE_FIRST)
            ? "UPLOAD_COMPLETE"
            : "COMPLETE");
    if (file.text("assetType").equals("ASSET")
        && BuildUploads.state(upload).equals("AWAITING_UPLOAD")) {
      BuildProcessing.begin(writes, upload, file);
    }
    writes.spool().delete(file.id());
    return file;
  }

  private static ObjectNode checksums(Resource file) {
    return file.attributes().withObjectProperty("sourceFileChecksums");
  }

  /// Refuses SHA_256, although Apple's document has it (build-uploads.md, 1.11: three live
  /// answers).
  private static void refuseSha256(JsonNode given) {
    if (given.path("algorithm").asText().equals("SHA_256")) {
      throw new ApiException(
          AttributeErrors.invalid(
              "sourceFileChecksums",
              "'Checksums{file=File{hash="
                  + given.path("hash").asText()
                  + ", algorithm=SHA_256}}' is not a valid value for the attribute"
                  + " 'sourceFileChecksums'"));
    }
  }

  private static String composite(Writes writes, Resource file) {
    if (writes.world().guesses().turned(Guess.COMPOSITE_OF_PARTS)) {
      return UploadOperations.digest(writes.spool().file(file.id()), "MD5");
    }
    String composite = UploadOperations.composite(file);
    return writes.faults().hitsComposite() ? "0".repeat(32) + composite.substring(32) : composite;
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
    return UploadOperations.digest(path, "MD5")
        .equals(checksum.path("hash").asText().toLowerCase(Locale.ROOT));
  }
}
