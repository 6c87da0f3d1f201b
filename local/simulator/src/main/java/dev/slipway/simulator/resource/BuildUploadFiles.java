package dev.slipway.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/// `buildUploadFiles`: the parts of an upload, and its commit.
final class BuildUploadFiles {
  private static final long SMALLEST_PART = 5L * 1024 * 1024;
  private static final int MOST_PARTS = 1000;
  private static final Duration URL_LIFE = Duration.ofDays(7);

  void register(Families families) {
    families.on("POST /v1/buildUploadFiles", call -> create(families, call));
    families.on("PATCH /v1/buildUploadFiles/{id}", call -> commit(families, call));
  }

  private static Resource create(Families families, WriteCall call) {
    Resource upload = call.related("buildUpload", "buildUploads");
    if (!BuildUploads.state(upload).equals("AWAITING_UPLOAD")) {
      throw new ApiException(ApiError.notInValidState("buildUploads", upload.id()));
    }
    String assetType = call.text("assetType");
    boolean taken =
        call.world().related(upload, "buildUploadFiles").stream()
            .anyMatch(file -> file.text("assetType").equals(assetType));
    if (taken) {
      throw new ApiException(
          ApiError.state(
              ".ALREADY_EXISTS", "The build upload already has a file of type " + assetType + "."));
    }
    if (call.text("fileName").contains("/") || call.text("fileName").length() > 255) {
      throw new ApiException(
          ApiError.attributeInvalid("fileName", "The file name must be a plain name"));
    }
    Resource file = call.create("buildUploadFiles").relate("buildUpload", upload.id());
    call.copyAttributes(file, "assetType", "fileName", "fileSize", "uti");
    state(file, "AWAITING_UPLOAD");
    plan(families, call, file, call.attribute("fileSize").asLong());
    return file;
  }

  /// Writes the upload operations; their URLs are written by whoever knows the upload host.
  private static void plan(Families families, WriteCall call, Resource file, long sizeBytes) {
    long wanted = families.options().partSizeBytes();
    long part =
        wanted > 0 ? wanted : Math.max(SMALLEST_PART, (sizeBytes + MOST_PARTS - 1) / MOST_PARTS);
    String expiration = Dates.format(call.now().plus(URL_LIFE));
    file.hidden().put("secret", UUID.randomUUID().toString());
    ArrayNode operations = file.attributes().putArray("uploadOperations");
    int number = 1;
    for (long offset = 0; offset < sizeBytes; offset += part) {
      ObjectNode operation = operations.addObject();
      operation.put("method", "PUT");
      operation.put(
          "url",
          families.spool().partUrl(file.id(), number, file.hidden().path("secret").asText()));
      operation.put("length", Math.min(part, sizeBytes - offset));
      operation.put("offset", offset);
      operation.putArray("requestHeaders");
      operation.put("expiration", expiration);
      operation.put("partNumber", number++);
      operation.putNull("entityTag");
    }
  }

  private static Resource commit(Families families, WriteCall call) {
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
    for (JsonNode operation : file.attributes().path("uploadOperations")) {
      if (!operation.path("entityTag").isTextual()) {
        throw new ApiException(
            ApiError.state(
                ".ENTITY_STATE_INVALID",
                "The file is not complete: part "
                    + operation.path("partNumber").asInt()
                    + " was not uploaded."));
      }
    }
    if (call.attribute("sourceFileChecksums").isObject()) {
      file.set("sourceFileChecksums", call.attribute("sourceFileChecksums"));
    }
    file.attributes().putNull("uploadOperations");
    Resource upload = call.world().get("buildUploads", file.relation("buildUpload"));
    if (!checksumFits(
        families.spool().file(file.id()),
        file.attributes().path("sourceFileChecksums").path("file"))) {
      ObjectNode failed = state(file, "FAILED");
      ObjectNode error = failed.withArray("errors").addObject();
      error
          .put("code", "CHECKSUM_MISMATCH")
          .put("description", "The checksum of the file is not the one given.");
      if (file.text("assetType").equals("ASSET")) {
        BuildUploads.setState(upload, "FAILED").withArray("errors").add(error.deepCopy());
      }
      families.spool().delete(file.id());
      return file;
    }
    state(file, "UPLOAD_COMPLETE");
    if (file.text("assetType").equals("ASSET")) {
      BuildProcessing.begin(families, upload, file);
    }
    families.spool().delete(file.id());
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
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      String actual = HexFormat.of().formatHex(digest.digest());
      return actual.equals(checksum.path("hash").asText().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
