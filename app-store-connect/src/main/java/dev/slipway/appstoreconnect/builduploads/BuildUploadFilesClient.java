package dev.slipway.appstoreconnect.builduploads;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// Files of build uploads: reserve, look, commit. Thread-safe.
public final class BuildUploadFilesClient {
  private final ApiConnection connection;

  public BuildUploadFilesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Reserves the `.ipa` of an upload; the answer says where its bytes go.
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

  /// The files reserved within an upload, with their operations: for a reservation whose answer was
  /// lost.
  public List<BuildUploadFile> listFor(BuildUploadId buildUpload) {
    return connection.send(
        ApiRequest.get("/v1/buildUploads/{id}/buildUploadFiles", buildUpload)
            .query("fields[buildUploadFiles]", BuildUploadFile.FIELDS)
            .query("limit", "200"),
        document -> document.all().stream().map(BuildUploadFile::read).toList());
  }

  /// One file; while it awaits its bytes, with its operations and the entity tags of the parts that
  /// Apple has.
  public BuildUploadFile get(BuildUploadFileId id) {
    return connection.send(
        ApiRequest.get("/v1/buildUploadFiles/{id}", id)
            .query("fields[buildUploadFiles]", BuildUploadFile.FIELDS),
        document -> BuildUploadFile.read(document.one()));
  }

  /// Tells Apple that all parts are there. Checksums are left out: the parts were compared one by
  /// one, and Apple does not need them (expo/eas-cli sends none).
  public BuildUploadFile commit(BuildUploadFileId id) {
    return connection.send(
        ApiRequest.patch(
            "/v1/buildUploadFiles/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put("attributes", JsonFields.with("uploaded", true))),
        document -> BuildUploadFile.read(document.one()));
  }
}
