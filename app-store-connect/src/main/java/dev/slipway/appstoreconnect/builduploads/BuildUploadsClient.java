package dev.slipway.appstoreconnect.builduploads;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.NumberSpellings;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.json.JsonFields;
import java.util.List;

/// Reserves, reads and deletes build uploads. Thread-safe.
///
/// The protocol: reserve an upload, reserve its file ([BuildUploadFilesClient]), send the parts,
/// commit the file, and poll until COMPLETE or FAILED. A faulty binary shows as errors of the
/// upload, never as an HTTP error. (apple-doc: Build uploads)
public final class BuildUploadsClient {
  private final ApiConnection connection;

  public BuildUploadsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns earlier attempts with this version and build number in any spelling, to be adopted
  /// instead of a new one. Those in AWAITING_UPLOAD are reservations without bytes.
  public List<BuildUpload> find(
      AppId app, String cfBundleShortVersionString, String cfBundleVersion, Platform platform) {
    var request =
        including(
            ApiRequest.get("/v1/apps/{id}/buildUploads", app)
                .query(
                    "filter[cfBundleShortVersionString]",
                    NumberSpellings.of(cfBundleShortVersionString))
                .query("filter[cfBundleVersion]", NumberSpellings.of(cfBundleVersion))
                .query("filter[platform]", platform.name())
                .query("limit", "200"));
    return connection.send(
        request,
        document ->
            document.all().stream()
                .map(BuildUpload::read)
                .filter(
                    upload ->
                        NumberSpellings.same(upload.cfBundleVersion(), cfBundleVersion)
                            && NumberSpellings.same(
                                upload.cfBundleShortVersionString(), cfBundleShortVersionString)
                            && upload.platform() == platform)
                .toList());
  }

  /// Returns the attempts to upload any build of one version, the newest 200 of them.
  public List<BuildUpload> listFor(
      AppId app, String cfBundleShortVersionString, Platform platform) {
    var request =
        including(
            ApiRequest.get("/v1/apps/{id}/buildUploads", app)
                .query(
                    "filter[cfBundleShortVersionString]",
                    NumberSpellings.of(cfBundleShortVersionString))
                .query("filter[platform]", platform.name())
                .query("sort", "-uploadedDate")
                .query("limit", "200"));
    return connection.send(
        request,
        document ->
            document.all().stream()
                .map(BuildUpload::read)
                .filter(
                    upload ->
                        NumberSpellings.same(
                                upload.cfBundleShortVersionString(), cfBundleShortVersionString)
                            && upload.platform() == platform)
                .toList());
  }

  /// Reserves an upload. For a used build number Apple answers Conflict with code
  /// `ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE` and `previousBundleVersion` in its meta.
  public BuildUpload reserve(
      AppId app, String cfBundleShortVersionString, String cfBundleVersion, Platform platform) {
    var data =
        JsonFields.with("type", "buildUploads")
            .put(
                "attributes",
                JsonFields.with("cfBundleShortVersionString", cfBundleShortVersionString)
                    .put("cfBundleVersion", cfBundleVersion)
                    .put("platform", platform))
            .put("relationships", JsonFields.with("app", JsonFields.with("data", app.linkage())));
    return connection.send(
        ApiRequest.post("/v1/buildUploads", data), document -> BuildUpload.read(document.one()));
  }

  /// Returns one upload with its file and its build (with processing state), in one call.
  public BuildUpload get(BuildUploadId id) {
    return connection.send(
        including(ApiRequest.get("/v1/buildUploads/{id}", id)),
        document -> BuildUpload.read(document.one()));
  }

  /// Deletes an upload. Apple refuses this once the upload has a build.
  public void delete(BuildUploadId id) {
    connection.send(ApiRequest.delete("/v1/buildUploads/{id}", id), document -> document);
  }

  private static ApiRequest including(ApiRequest request) {
    return request
        .query("include", List.of("build", "assetFile"))
        .query("fields[buildUploads]", BuildUpload.FIELDS)
        .query("fields[builds]", Build.FIELDS)
        .query(
            "fields[buildUploadFiles]",
            List.of(
                "assetDeliveryState", "assetType", "fileName", "fileSize", "sourceFileChecksums"));
  }
}
