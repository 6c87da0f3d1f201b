package dev.slipway.localaws.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.objects.ObjectVersion.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All versions of one key, newest last: a directory with the bodies and a log of changes, one JSON
/// line each.
///
/// Only the holder of [#lock] may use anything else.
final class KeyHistory {
  private static final String LOG_NAME = "versions.jsonl";
  private static final int READABLE_LENGTH = 60;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path directory;
  private final List<ObjectVersion> versions = new ArrayList<>();

  KeyHistory(Path directory) {
    this.directory = directory;
  }

  /// Returns the directory name of a key: a readable ending and the key's hash. It is never a
  /// separator or a dot name.
  static String directoryName(String key) {
    String readable = key.replaceAll("[^A-Za-z0-9_-]", "_");
    String end = readable.substring(Math.max(0, readable.length() - READABLE_LENGTH));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return end + "-" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  ReentrantLock lock() {
    return lock;
  }

  List<ObjectVersion> versions() {
    return versions;
  }

  Optional<ObjectVersion> current() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  Optional<ObjectVersion> version(String versionId) {
    return versions.stream().filter(version -> version.versionId().equals(versionId)).findFirst();
  }

  /// Returns the current version, or the one with this id.
  ObjectVersion find(@Nullable String versionId) {
    if (versionId != null) {
      ObjectVersion version = version(versionId).orElseThrow(S3Failure::noSuchVersion);
      if (version.deleteMarker()) {
        throw new S3Failure(
            405,
            "MethodNotAllowed",
            "The specified method is not allowed against this resource.",
            Map.of("x-amz-delete-marker", "true", "Allow", "DELETE"));
      }
      return version;
    }
    ObjectVersion version = current().orElseThrow(S3Failure::noSuchKey);
    if (version.deleteMarker()) {
      throw new S3Failure(
          404,
          "NoSuchKey",
          "The specified key does not exist.",
          Map.of("x-amz-delete-marker", "true", "x-amz-version-id", version.versionId()));
    }
    return version;
  }

  InputStream open(ObjectVersion version, long offset, long sizeBytes) throws IOException {
    return new SegmentedInputStream(directory, version.segments(), offset, sizeBytes);
  }

  /// Moves the files of a body in. The order of moves does not matter until the log names them.
  List<Segment> adopt(String sequencer, List<Path> files) throws IOException {
    Files.createDirectories(directory);
    List<Segment> segments = new ArrayList<>();
    for (Path file : files) {
      String name = sequencer + "." + (segments.size() + 1);
      segments.add(new Segment(name, Files.size(file)));
      Files.move(file, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
    return segments;
  }

  /// Adds a version as the newest. It replaces one with the same id (the null version).
  void add(ObjectVersion version) throws IOException {
    Files.createDirectories(directory);
    ObjectNode line = StoredJson.object();
    line.set("put", StoredJson.version(version));
    append(line);
    Optional<ObjectVersion> replaced = version(version.versionId());
    replaced.ifPresent(versions::remove);
    versions.add(version);
    if (replaced.isPresent()) {
      deleteBody(replaced.get());
    }
  }

  /// Changes the attributes of a version without making it the newest.
  void update(ObjectVersion version) throws IOException {
    ObjectNode line = StoredJson.object();
    line.set("update", StoredJson.version(version));
    append(line);
    versions.replaceAll(old -> old.versionId().equals(version.versionId()) ? version : old);
  }

  void remove(ObjectVersion version) throws IOException {
    if (versions.size() == 1) {
      Files.deleteIfExists(directory.resolve(LOG_NAME));
    } else {
      append(StoredJson.object().put("remove", version.versionId()));
    }
    versions.remove(version);
    deleteBody(version);
    if (versions.isEmpty()) {
      Files.deleteIfExists(directory);
    }
  }

  /// Reads the log. A last line that a crash truncated never took effect.
  void load() throws IOException {
    Path log = directory.resolve(LOG_NAME);
    if (!Files.exists(log)) {
      return;
    }
    List<String> lines = Files.readAllLines(log);
    boolean cutShort = false;
    for (String line : lines) {
      try {
        replay(StoredJson.parse(line));
      } catch (JsonProcessingException e) {
        cutShort = true;
      }
    }
    if (cutShort || lines.size() > 2 * versions.size() + 16) {
      rewrite(log);
    }
  }

  private void replay(JsonNode line) {
    if (line.has("put")) {
      ObjectVersion version = StoredJson.version(line.path("put"));
      versions.removeIf(old -> old.versionId().equals(version.versionId()));
      versions.add(version);
    } else if (line.has("update")) {
      ObjectVersion version = StoredJson.version(line.path("update"));
      versions.replaceAll(old -> old.versionId().equals(version.versionId()) ? version : old);
    } else {
      String removed = line.path("remove").asText();
      versions.removeIf(old -> old.versionId().equals(removed));
    }
  }

  private void rewrite(Path log) throws IOException {
    StringBuilder text = new StringBuilder();
    for (ObjectVersion version : versions) {
      ObjectNode line = StoredJson.object();
      line.set("put", StoredJson.version(version));
      text.append(line).append('\n');
    }
    Path next = directory.resolve(LOG_NAME + ".next");
    Files.writeString(next, text);
    Files.move(next, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void append(ObjectNode line) throws IOException {
    Files.writeString(
        directory.resolve(LOG_NAME),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void deleteBody(ObjectVersion version) throws IOException {
    for (Segment segment : version.segments()) {
      Files.deleteIfExists(directory.resolve(segment.fileName()));
    }
  }
}
