package dev.slipway.localaws.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.objects.MultipartUpload.Part;
import dev.slipway.wire.Recent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The multipart uploads in progress in one bucket, as directories. Safe for use by many threads.
public final class MultipartUploads {
  /// How many completed uploads are remembered. S3 remembers them for a while.
  private static final int MOST_COMPLETIONS = 1000;

  private final Path directory;
  private final Bucket bucket;
  private final InstantSource clock;
  private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();
  private final Recent<Completion> completions = new Recent<>(MOST_COMPLETIONS);

  /// An upload that became an object.
  private record Completion(String uploadId, String key, List<Part> parts, ObjectVersion version) {}

  MultipartUploads(Path directory, Bucket bucket, InstantSource clock) throws IOException {
    this.directory = directory;
    this.bucket = bucket;
    this.clock = clock;
    Files.createDirectories(directory);
  }

  void load() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      for (Path uploadDirectory : found) {
        Path record = uploadDirectory.resolve("upload.json");
        if (Files.exists(record)) {
          MultipartUpload upload =
              upload(StoredJson.parse(Files.readString(record)), uploadDirectory);
          loadParts(upload);
          uploads.put(upload.uploadId(), upload);
        } else {
          ObjectStore.deleteTree(uploadDirectory);
        }
      }
    }
  }

  private static MultipartUpload upload(JsonNode json, Path uploadDirectory) {
    return new MultipartUpload(
        json.path("uploadId").asText(),
        json.path("key").asText(),
        Instant.parse(json.path("initiatedAt").asText()),
        StoredJson.attributes(json.path("attributes")),
        json.path("checksumAlgorithm").asText(),
        json.path("checksumType").asText(),
        uploadDirectory);
  }

  private static void loadParts(MultipartUpload upload) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(upload.directory(), "part-*.json")) {
      for (Path record : found) {
        JsonNode json = StoredJson.parse(Files.readString(record));
        Part part =
            new Part(
                json.path("partNumber").asInt(),
                json.path("fileName").asText(),
                json.path("sizeBytes").asLong(),
                json.path("etag").asText(),
                StoredJson.map(json.path("checksums")),
                Instant.parse(json.path("lastModified").asText()));
        upload.parts().put(part.partNumber(), part);
      }
    }
  }

  /// Creates an upload.
  public MultipartUpload create(
      String key, ObjectAttributes attributes, String checksumAlgorithm, String checksumType)
      throws IOException {
    String uploadId = UUID.randomUUID().toString().replace("-", "") + Bucket.newVersionId();
    Path uploadDirectory = directory.resolve(uploadId);
    MultipartUpload upload =
        new MultipartUpload(
            uploadId,
            key,
            clock.instant(),
            attributes,
            checksumAlgorithm,
            checksumType,
            uploadDirectory);
    ObjectNode json = StoredJson.object();
    json.put("uploadId", uploadId);
    json.put("key", key);
    json.put("initiatedAt", upload.initiatedAt().toString());
    json.set("attributes", StoredJson.attributes(attributes));
    json.put("checksumAlgorithm", checksumAlgorithm);
    json.put("checksumType", checksumType);
    Files.createDirectories(uploadDirectory);
    Files.writeString(uploadDirectory.resolve("upload.json"), json.toString());
    uploads.put(uploadId, upload);
    return upload;
  }

  /// Returns an upload of this key.
  ///
  /// @throws S3Failure NoSuchUpload
  public MultipartUpload find(String uploadId, String key) {
    MultipartUpload upload = uploads.get(uploadId);
    if (upload == null || !upload.key().equals(key)) {
      throw S3Failure.noSuchUpload();
    }
    return upload;
  }

  /// Returns all uploads, by key and then by age.
  public List<MultipartUpload> all() {
    return uploads.values().stream()
        .sorted(
            java.util.Comparator.comparing(MultipartUpload::key, KeyOrder.UTF_8_BYTES)
                .thenComparing(MultipartUpload::initiatedAt)
                .thenComparing(MultipartUpload::uploadId))
        .toList();
  }

  boolean isEmpty() {
    return uploads.isEmpty();
  }

  /// Adds a part from a file that is moved into the upload. It replaces a part with the same
  /// number.
  public Part addPart(
      MultipartUpload upload, int partNumber, Path file, String etag, Map<String, String> checksums)
      throws IOException {
    upload.lock().lock();
    try {
      if (!uploads.containsKey(upload.uploadId())) {
        throw S3Failure.noSuchUpload();
      }
      String fileName = "part-%05d.%s".formatted(partNumber, UUID.randomUUID());
      Part part =
          new Part(partNumber, fileName, Files.size(file), etag, checksums, clock.instant());
      Files.move(file, upload.directory().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
      ObjectNode json = StoredJson.object();
      json.put("partNumber", partNumber);
      json.put("fileName", fileName);
      json.put("sizeBytes", part.sizeBytes());
      json.put("etag", etag);
      json.set("checksums", StoredJson.map(checksums));
      json.put("lastModified", part.lastModified().toString());
      Files.writeString(
          upload.directory().resolve("part-%05d.json".formatted(partNumber)), json.toString());
      Part replaced = upload.parts().put(partNumber, part);
      if (replaced != null) {
        Files.deleteIfExists(upload.directory().resolve(replaced.fileName()));
      }
      return part;
    } finally {
      upload.lock().unlock();
    }
  }

  /// Makes these parts, in this order, the object. The upload stays if the condition does not hold.
  public ObjectVersion complete(
      MultipartUpload upload,
      List<Part> parts,
      Precondition precondition,
      String etag,
      ObjectAttributes attributes,
      Cause cause)
      throws IOException {
    upload.lock().lock();
    try {
      if (!uploads.containsKey(upload.uploadId())) {
        throw S3Failure.noSuchUpload();
      }
      List<Path> files =
          parts.stream().map(part -> upload.directory().resolve(part.fileName())).toList();
      ObjectVersion version =
          bucket.put(upload.key(), precondition, files, etag, attributes, cause);
      completions.add(new Completion(upload.uploadId(), upload.key(), List.copyOf(parts), version));
      forget(upload);
      return version;
    } finally {
      upload.lock().unlock();
    }
  }

  /// Returns the object that this upload became when it was completed with these parts: "the same
  /// test against the real S3 endpoint" gets the first answer again (adobe/S3Mock issue 2586,
  /// minio/minio issue 13318). Other parts are not known to be answered so.
  ///
  /// @param etags by part number
  public Optional<ObjectVersion> completed(
      String uploadId, String key, Map<Integer, String> etags) {
    return completions.all().stream()
        .filter(completion -> completion.uploadId().equals(uploadId))
        .filter(completion -> completion.key().equals(key))
        .filter(
            completion ->
                completion.parts().size() == etags.size()
                    && completion.parts().stream()
                        .allMatch(
                            part ->
                                etags.containsKey(part.partNumber())
                                    && Precondition.matches(
                                        etags.get(part.partNumber()), part.etag())))
        .map(Completion::version)
        .findFirst();
  }

  /// Deletes the upload and its parts.
  public void abort(MultipartUpload upload) throws IOException {
    upload.lock().lock();
    try {
      forget(upload);
    } finally {
      upload.lock().unlock();
    }
  }

  private void forget(MultipartUpload upload) throws IOException {
    uploads.remove(upload.uploadId());
    ObjectStore.deleteTree(upload.directory());
  }
}
