package dev.slipway.simulator.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The parts in which a reserved file is sent, for builds and for media. The world is locked.
public final class UploadOperations {
  private static final long SMALLEST_PART = 5L * 1024 * 1024;
  private static final int MOST_PARTS = 1000;
  private static final Duration URL_LIFE = Duration.ofDays(7);
  private static final String PARTS = "parts";
  private static final String LOOKS = "looks";
  private static final String DIGESTS = "digests";
  private static final String OPERATIONS = "uploadOperations";
  private static final Set<String> SHOWN_IN_LIBRARY =
      Set.of("AWAITING_UPLOAD", "UPLOAD_COMPLETE", "FAILED");

  /// 150 MiB in the smallest parts: nobody has reported the parts of a larger file.
  private static final int MOST_PARTS_SEEN = 30;

  private static final List<String> FILE_TYPES =
      List.of(
          "buildUploadFiles",
          "appScreenshots",
          "appPreviews",
          "appStoreReviewAttachments",
          "appAssetLibraryImages",
          "appAssetLibraryVideos");

  private UploadOperations() {}

  /// Checks name and size of a file that is to be reserved.
  public static void checkFile(WriteCall call) {
    if (!call.world().guesses().turned(Guess.FILE_NAME_AND_SIZE)) {
      return;
    }
    String name = call.text("fileName");
    if (name.contains("/") || name.length() > 255) {
      throw new ApiException(
          AttributeErrors.invalid("fileName", "The file name must be a plain name"));
    }
    if (call.attribute("fileSize").asLong() < 1) {
      throw new ApiException(
          AttributeErrors.invalid("fileSize", "The file must have at least one byte"));
    }
  }

  /// Returns whether every part has arrived.
  public static boolean isWhole(Resource file) {
    for (JsonNode operation : of(file)) {
      if (!operation.path("entityTag").isTextual()) {
        return false;
      }
    }
    return true;
  }

  /// Returns a reserved file of any type, or null.
  public static @Nullable Resource file(World world, String id) {
    for (String type : FILE_TYPES) {
      Resource found = world.find(type, id);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Returns the parts of a file with everything that the upload host needs; nothing after its
  /// commit.
  public static JsonNode of(Resource file) {
    JsonNode hidden = file.hidden().path(PARTS);
    return hidden.isArray() ? hidden : file.attributes().path(OPERATIONS);
  }

  /// Returns an attribute as an answer shows it: Apple lists the operations of a build's file in
  /// any order, and in another one at each look (build-uploads.md, 1.4).
  public static JsonNode shown(Resource file, JsonNode attribute) {
    if (!file.type().equals("buildUploadFiles") || !isOperations(attribute)) {
      return attribute.deepCopy();
    }
    int look = file.hidden().path(LOOKS).asInt();
    file.hidden().put(LOOKS, look + 1);
    List<JsonNode> operations = new ArrayList<>();
    attribute.forEach(operation -> operations.add(operation.deepCopy()));
    Collections.shuffle(operations, new Random(look));
    return JsonNodeFactory.instance.arrayNode().addAll(operations);
  }

  /// Returns whether a resource has this attribute: an asset of the library has upload operations
  /// in three states alone (asset-library.md, 3).
  public static boolean has(Resource file, String attribute) {
    return !attribute.equals(OPERATIONS)
        || !file.type().startsWith("appAssetLibrary")
        || SHOWN_IN_LIBRARY.contains(file.text("state"));
  }

  /// Returns whether a read shows an attribute as null: the schema allows upload operations to be
  /// shown again, and nobody says whether they are.
  public static boolean isHiddenFromReads(World world, Resource file, String attribute) {
    return attribute.equals(OPERATIONS)
        && file.type().startsWith("appAssetLibrary")
        && world.guesses().turned(Guess.UPLOAD_OPERATIONS_SHOWN_ONCE);
  }

  private static boolean isOperations(JsonNode attribute) {
    return attribute.isArray() && attribute.path(0).has("partNumber");
  }

  /// Notes a part that has arrived.
  ///
  /// @param md5 in upper-case hexadecimal
  /// @param entityTag as the upload host answers it, without quotes
  public static void arrived(Resource file, ObjectNode operation, String md5, String entityTag) {
    operation.put("entityTag", entityTag);
    file.hidden().withObjectProperty(DIGESTS).put(operation.path("partNumber").asText(), md5);
  }

  /// Returns the checksum that Apple makes of the parts: the MD5 of the parts' binary MD5s in their
  /// order, then the number of parts and the size of one (build-uploads.md, 1.12: recomputed in two
  /// logs of Apple's internal twin of this API).
  public static String composite(Resource file) {
    JsonNode digests = file.hidden().path(DIGESTS);
    MessageDigest all = messageDigest("MD5");
    for (int number = 1; number <= digests.size(); number++) {
      all.update(
          HexFormat.of()
              .parseHex(digests.path(Integer.toString(number)).asText().toLowerCase(Locale.ROOT)));
    }
    return HexFormat.of().formatHex(all.digest())
        + "-"
        + digests.size()
        + "-"
        + of(file).path(0).path("length").asLong();
  }

  /// Divides a file into parts and gives it the secret that signs their URLs.
  public static ArrayNode plan(
      Writes writes, Resource file, long sizeBytes, @Nullable String contentType) {
    long wanted = writes.options().partSizeBytes();
    long part =
        wanted > 0 ? wanted : Math.max(SMALLEST_PART, (sizeBytes + MOST_PARTS - 1) / MOST_PARTS);
    if (sizeBytes > MOST_PARTS_SEEN * part && writes.world().guesses().turned(Guess.LARGE_PARTS)) {
      part *= 4;
    }
    String expiration = Dates.format(writes.world().now().plus(URL_LIFE));
    String secret = UUID.randomUUID().toString();
    file.hidden().put("secret", secret);
    ArrayNode operations = JsonNodeFactory.instance.arrayNode();
    int number = 1;
    for (long offset = 0; offset < sizeBytes; offset += part) {
      ObjectNode operation = operations.addObject();
      operation.put("method", "PUT");
      operation.put("url", writes.spool().partUrl(file.id(), number, secret));
      operation.put("length", Math.min(part, sizeBytes - offset));
      operation.put("offset", offset);
      ArrayNode headers = operation.putArray("requestHeaders");
      if (contentType != null) {
        headers.addObject().put("name", "Content-Type").put("value", contentType);
      }
      operation.put("expiration", expiration);
      operation.put("partNumber", number++);
      operation.putNull("entityTag");
    }
    return operations;
  }

  /// Divides a media file into parts, of which answers show less (spec: UploadOperation).
  public static void planMedia(Writes writes, Resource file, long sizeBytes, String contentType) {
    ArrayNode parts = plan(writes, file, sizeBytes, contentType);
    file.hidden().set(PARTS, parts);
    ArrayNode shown = file.attributes().putArray(OPERATIONS);
    for (JsonNode part : parts) {
      ObjectNode operation = shown.addObject();
      for (String name : List.of("method", "url", "length", "offset", "requestHeaders")) {
        operation.set(name, part.path(name).deepCopy());
      }
    }
  }

  /// Removes the parts, after the commit.
  public static void forget(Resource file) {
    file.attributes().putNull(OPERATIONS);
    file.hidden().remove(List.of(PARTS, "secret", LOOKS, DIGESTS));
  }

  /// Ends the call if a part has not arrived.
  public static void requireAll(Resource file) {
    for (JsonNode operation : of(file)) {
      if (!operation.path("entityTag").isTextual()) {
        throw new ApiException(
            ApiError.state(
                ".CONTENT_NOT_UPLOADED",
                "The file is not complete: part "
                    + operation.path("partNumber").asInt()
                    + " was not uploaded."));
      }
    }
  }

  /// Returns the digest of an uploaded file in lower-case hexadecimal.
  public static String digest(Path path, String algorithm) {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = messageDigest(algorithm);
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest messageDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
