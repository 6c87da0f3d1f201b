package dev.slipway.appstoreconnect.builduploads;

import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One attempt to upload a binary to Apple.
///
/// @param cfBundleShortVersionString marketing version, for example `2.4.0`
/// @param cfBundleVersion build number, for example `181`
/// @param errors why processing failed: ITMS numbers with Apple's text
/// @param buildId the resulting build; present from COMPLETE on
/// @param build the resulting build itself, if the call requested it
/// @param assetFile the reserved `.ipa`, without upload operations; absent if Apple does not link
///   it: then list the upload's files
public record BuildUpload(
    BuildUploadId id,
    String cfBundleShortVersionString,
    String cfBundleVersion,
    Platform platform,
    BuildUploadState state,
    List<StateDetail> errors,
    List<StateDetail> warnings,
    List<StateDetail> infos,
    @Nullable Instant createdDate,
    @Nullable Instant uploadedDate,
    @Nullable BuildId buildId,
    @Nullable Build build,
    @Nullable BuildUploadFile assetFile) {
  static final List<String> FIELDS =
      List.of(
          "cfBundleShortVersionString",
          "cfBundleVersion",
          "createdDate",
          "state",
          "platform",
          "uploadedDate",
          "build",
          "assetFile");

  public BuildUpload {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  static BuildUpload read(Resource resource) {
    var attributes = resource.attributes();
    var state = attributes.optionalObject("state").orElseGet(() -> JsonObject.of(Map.of()));
    return new BuildUpload(
        new BuildUploadId(resource.id()),
        attributes.optionalString("cfBundleShortVersionString").orElse(""),
        attributes.optionalString("cfBundleVersion").orElse(""),
        resource.constant("platform", Platform.class, Platform.UNKNOWN),
        Resource.constant(state, "state", BuildUploadState.class, BuildUploadState.UNKNOWN),
        Resource.details(state, "errors"),
        Resource.details(state, "warnings"),
        Resource.details(state, "infos"),
        attributes.optionalInstant("createdDate").orElse(null),
        attributes.optionalInstant("uploadedDate").orElse(null),
        resource.linked("build").map(BuildId::new).orElse(null),
        resource.related("build").map(Build::read).orElse(null),
        resource.related("assetFile").map(BuildUploadFile::read).orElse(null));
  }
}
