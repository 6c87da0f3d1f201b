package dev.slipway.appstoreconnect.builduploads;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.json.JsonFields;
import java.time.Duration;
import java.util.List;

/// Reserves, reads and commits the files of build uploads. Thread-safe.
public final class BuildUploadFilesClient {
  private final ApiConnection connection;

  public BuildUploadFilesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves the `.ipa` of an upload; the answer says where to send its bytes.
  public BuildUploadFile reserve(BuildUploadId buildUpload, String fileName, long sizeBytes) {
    var data =
        JsonFields.with("type", "buildUploadFiles")
            .put(
                "attributes",
                JsonFields.with("fileName", fileName)
                    .put("fileSize", sizeBytes)
                    .put("uti", "com.apple.ipa")
                    .put("assetType", BuildUploadFile.ASSET))
            .put(
                "relationships",
                JsonFields.with("buildUpload", JsonFields.with("data", buildUpload.linkage())));
    return connection.send(
        ApiRequest.post("/v1/buildUploadFiles", data),
        document -> BuildUploadFile.read(document.one()));
  }

  /// Returns the files reserved within an upload with their operations, for a reservation whose
  /// answer was lost.
  public List<BuildUploadFile> listFor(BuildUploadId buildUpload) {
    return connection.send(
        ApiRequest.get("/v1/buildUploads/{id}/buildUploadFiles", buildUpload)
            .query("fields[buildUploadFiles]", BuildUploadFile.FIELDS)
            .query("limit", "200"),
        document -> document.all().stream().map(BuildUploadFile::read).toList());
  }

  /// Returns one file. While it awaits its bytes, it has its operations and the entity tags of the
  /// parts that Apple has received.
  public BuildUploadFile get(BuildUploadFileId id) {
    return connection.send(
        ApiRequest.get("/v1/buildUploadFiles/{id}", id)
            .query("fields[buildUploadFiles]", BuildUploadFile.FIELDS),
        document -> BuildUploadFile.read(document.one()));
  }

  /// Commits the file: all parts are uploaded. It sends no checksums: each part was compared
  /// before, Apple refuses SHA_256, and shows a checksum of its own in the answer
  /// ([BuildUploadFile#compositeHash()]).
  ///
  /// @param deadline how long the answer may take. Apple validates in-line: 42 s were seen
  ///   (Transporter's log of 2026-02-07)
  public BuildUploadFile commit(BuildUploadFileId id, Duration deadline) {
    return connection.send(
        ApiRequest.patch(
                "/v1/buildUploadFiles/{id}",
                id,
                JsonFields.with("type", id.type())
                    .put("id", id)
                    .put("attributes", JsonFields.with("uploaded", true)))
            .within(deadline),
        document -> BuildUploadFile.read(document.one()));
  }
}
