package dev.slipway.simulator.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Guesses;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.UploadOperations;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `appScreenshots`, `appPreviews` and `appStoreReviewAttachments`: reserved, sent in parts,
/// committed, deleted.
public final class MediaAssets {
  static final String PREVIEWS = "appPreviews";
  public static final String ATTACHMENTS = "appStoreReviewAttachments";

  /// A hidden fact of a screenshot or preview: the id of the asset in the library that it shows,
  /// which the next version's shows too.
  public static final String LIBRARY_ASSET = "libraryAsset";

  /// A hidden fact of a screenshot or preview: it is in a set because of a placement.
  public static final String FROM_LIBRARY = "fromLibrary";

  private static final String TIME_CODE = "previewFrameTimeCode";
  private static final long LARGEST_PREVIEW = 500_000_000;
  private static final String OTHER_TYPE = "application/octet-stream";
  private static final Map<String, String> IMAGE_TYPES =
      Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg");
  private static final Map<String, String> VIDEO_TYPES =
      Map.of("mp4", "video/mp4", "mov", "video/quicktime", "m4v", "video/x-m4v");

  /// Apple's form for messages to App Review names types; .mov is not among them (media-live.md,
  /// 2.7).
  private static final List<String> ATTACHMENT_TYPES =
      List.of(
          ".pdf",
          ".doc",
          ".docx",
          ".rtf",
          ".pages",
          ".xls",
          ".xlsx",
          ".numbers",
          ".zip",
          ".rar",
          ".plist",
          ".crash",
          ".jpg",
          ".jpeg",
          ".png",
          ".mp4",
          ".avi",
          ".txt");

  private final Writes writes;
  private final MediaProcessing processing;

  public MediaAssets(Writes writes) {
    this.writes = writes;
    this.processing = new MediaProcessing(writes);
  }

  public void register() {
    writes.on("POST /v1/appScreenshots", call -> reserve(MediaKind.SCREENSHOTS, call));
    writes.on("POST /v1/appPreviews", call -> reserve(MediaKind.PREVIEWS, call));
    writes.on("POST /v1/appStoreReviewAttachments", this::reserveAttachment);
    for (String type : new String[] {"appScreenshots", PREVIEWS, ATTACHMENTS}) {
      writes.on("PATCH /v1/" + type + "/{id}", this::update);
      writes.on("DELETE /v1/" + type + "/{id}", this::delete);
    }
  }

  private Resource reserve(MediaKind kind, WriteCall call) {
    Resource set = call.related(kind.setRelation(), kind.setType());
    EditableFields.requireMediaOpen(
        call.world(), MediaSets.version(call.world(), set), kind.assetType(), "Create");
    UploadOperations.checkFile(call);
    if (kind == MediaKind.PREVIEWS) {
      checkVideo(call);
    }
    if (counted(call.world(), kind, set) >= kind.most()) {
      // The code for screenshots was seen (media-live.md, K4); of previews the refusal alone.
      throw new ApiException(
          kind == MediaKind.PREVIEWS
              ? RelationshipErrors.invalid(
                  kind.setRelation(), "Too many previews: a set has at most " + kind.most() + ".")
              : ApiError.state(
                  ".SCREENSHOT_TOO_MANY",
                  "Too many screenshots: a set has at most " + kind.most() + "."));
    }
    Resource asset = call.create(kind.assetType()).relate(kind.setRelation(), set.id());
    call.copyAttributes(asset, "fileName", "fileSize");
    String contentType;
    if (kind == MediaKind.PREVIEWS) {
      call.copyAttributes(asset, TIME_CODE);
      contentType =
          call.text("mimeType").isEmpty()
              ? VIDEO_TYPES.getOrDefault(extension(asset), OTHER_TYPE)
              : call.text("mimeType");
      asset.set("mimeType", contentType);
    } else {
      asset.set("assetType", "SCREENSHOT");
      // From the start in Apple's own sample (media-live.md, 2.1), and asconnect relies on it.
      asset.set("assetToken", asset.id() + "/" + asset.text("fileName"));
      contentType = IMAGE_TYPES.getOrDefault(extension(asset), OTHER_TYPE);
    }
    return awaiting(call, asset, contentType);
  }

  private static long counted(World world, MediaKind kind, Resource set) {
    boolean failedToo = world.guesses().turned(Guess.FAILED_MEDIA_COUNT);
    return world.related(set, kind.assetType()).stream()
        .filter(asset -> failedToo || !state(asset).equals("FAILED"))
        .count();
  }

  private Resource reserveAttachment(WriteCall call) {
    Resource detail = call.related("appStoreReviewDetail", "appStoreReviewDetails");
    EditableFields.requireOpen(
        call.world(),
        call.world().get("appStoreVersions", detail.relation("appStoreVersion")),
        ATTACHMENTS);
    UploadOperations.checkFile(call);
    checkAttachment(call);
    Resource asset = call.create(ATTACHMENTS).relate("appStoreReviewDetail", detail.id());
    call.copyAttributes(asset, "fileName", "fileSize");
    return awaiting(call, asset, OTHER_TYPE);
  }

  private Resource awaiting(WriteCall call, Resource asset, String contentType) {
    setState(asset, "AWAITING_UPLOAD");
    UploadOperations.planMedia(writes, asset, call.attribute("fileSize").asLong(), contentType);
    return asset;
  }

  private static void checkAttachment(WriteCall call) {
    String name = call.text("fileName").toLowerCase(Locale.ROOT);
    if (ATTACHMENT_TYPES.stream().noneMatch(name::endsWith)
        && call.world().guesses().turned(Guess.ATTACHMENT_OF_A_KNOWN_TYPE)) {
      throw new ApiException(
          AttributeErrors.invalid("fileName", "Attachments have other types than this."));
    }
  }

  private static void checkVideo(WriteCall call) {
    checkTimeCode(call);
    String mimeType = call.text("mimeType");
    long size = call.attribute("fileSize").asLong();
    if (isVideo(mimeType, size) || !call.world().guesses().turned(Guess.PREVIEW_AT_RESERVATION)) {
      return;
    }
    throw new ApiException(
        size > LARGEST_PREVIEW
            ? AttributeErrors.invalid("fileSize", "A preview has at most 500 MB")
            : AttributeErrors.invalid(
                "mimeType", "The type must be video/mp4, video/quicktime or video/x-m4v"));
  }

  /// Returns whether a preview has a type and a size that Apple takes.
  static boolean isVideo(String mimeType, long size) {
    return (mimeType.isEmpty()
            || mimeType.equals(OTHER_TYPE)
            || VIDEO_TYPES.containsValue(mimeType))
        && size <= LARGEST_PREVIEW;
  }

  private static void checkTimeCode(WriteCall call) {
    if (!call.world().guesses().turned(Guess.FRAME_IS_A_TIME_CODE)) {
      return;
    }
    new TextRules(call)
        .form(
            TIME_CODE,
            "\\d{2}:[0-5]\\d:[0-5]\\d:\\d{2}",
            "hours, minutes, seconds and frames, for example 00:00:05:00")
        .check();
  }

  private Resource update(WriteCall call) {
    Resource asset = call.target();
    requireOpen(call, "Update");
    String checksum = call.text("sourceFileChecksum").toLowerCase(Locale.ROOT);
    checkTimeCode(call);
    boolean awaits = state(asset).equals("AWAITING_UPLOAD");
    boolean commits = awaits && call.attribute("uploaded").asBoolean();
    boolean again =
        !awaits && (call.attribute("uploaded").asBoolean() || call.gives("sourceFileChecksum"));
    Guesses guesses = call.world().guesses();
    if (again && guesses.turned(Guess.MEDIA_COMMIT_ONCE)) {
      throw new ApiException(ApiError.notInValidState(asset.type(), asset.id()));
    }
    if (call.gives(TIME_CODE)
        && !awaits
        && !isComplete(asset)
        && guesses.turned(Guess.FRAME_WHEN_COMPLETE)) {
      throw new ApiException(ApiError.notInValidState(asset.type(), asset.id()));
    }
    if (commits) {
      if (checksum.isEmpty()
          && !asset.hidden().has("given")
          && guesses.turned(Guess.MEDIA_COMMIT_NEEDS_CHECKSUM)) {
        throw new ApiException(AttributeErrors.required("sourceFileChecksum"));
      }
      if (guesses.turned(Guess.MEDIA_COMMIT_NEEDS_ALL_PARTS)) {
        UploadOperations.requireAll(asset);
      }
    }
    if (!checksum.isEmpty() && awaits) {
      asset.hidden().put("given", checksum);
    }
    if (call.gives(TIME_CODE)) {
      call.copyAttributes(asset, TIME_CODE);
      processing.newFrame(asset);
    }
    if (commits) {
      processing.begin(asset);
    }
    return asset;
  }

  private @Nullable Resource delete(WriteCall call) {
    requireOpen(call, "Delete");
    writes.spool().delete(call.target().id());
    call.world().remove(call.target());
    return null;
  }

  private static void requireOpen(WriteCall call, String operation) {
    Resource version = version(call.world(), call.target());
    if (call.target().type().equals(ATTACHMENTS)) {
      EditableFields.requireOpen(call.world(), version, ATTACHMENTS);
    } else {
      EditableFields.requireMediaOpen(call.world(), version, call.target().type(), operation);
    }
  }

  private static Resource version(World world, Resource asset) {
    if (asset.type().equals(ATTACHMENTS)) {
      Resource detail = world.get("appStoreReviewDetails", asset.relation("appStoreReviewDetail"));
      return world.get("appStoreVersions", detail.relation("appStoreVersion"));
    }
    MediaKind kind = asset.type().equals(PREVIEWS) ? MediaKind.PREVIEWS : MediaKind.SCREENSHOTS;
    return MediaSets.version(world, world.get(kind.setType(), asset.relation(kind.setRelation())));
  }

  /// Returns the file name extension in lower case; empty if the name has no extension.
  static String extension(Resource asset) {
    String name = asset.text("fileName");
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /// Returns the state of the delivery; for a preview that of the video.
  static String state(Resource asset) {
    String attribute = asset.type().equals(PREVIEWS) ? "videoDeliveryState" : "assetDeliveryState";
    return asset.attributes().path(attribute).path("state").asText();
  }

  public static boolean isComplete(Resource asset) {
    return state(asset).equals("COMPLETE");
  }

  /// Returns why an asset keeps its version from being submitted; null when it does not.
  /// Screenshots in flight have a code of their own; one that FAILED blocks until it is deleted
  /// (media-live.md, 2.4).
  public static @Nullable ApiError obstacle(World world, Resource asset) {
    if (isComplete(asset)) {
      boolean refused =
          asset.hidden().path(MediaProcessing.BIT_DEPTH).asInt() > 8
              && world.guesses().turned(Guess.SIXTEEN_BIT_REFUSED);
      return refused ? ApiError.notInValidState(asset.type(), asset.id()) : null;
    }
    if (!asset.type().equals("appScreenshots") || state(asset).equals("FAILED")) {
      return ApiError.notInValidState(asset.type(), asset.id());
    }
    return ApiError.state(
        ".SCREENSHOT_UPLOADS_IN_PROGRESS", "Screenshot uploads are still in progress.");
  }

  /// Sets the state, without errors. The deprecated state of a preview describes only the file and
  /// has no PROCESSING (spec: AppMediaAssetState).
  public static void setState(Resource asset, String state) {
    if (asset.type().equals(PREVIEWS)) {
      put(asset, "videoDeliveryState", state);
      put(asset, "assetDeliveryState", state.equals("PROCESSING") ? "COMPLETE" : state);
    } else {
      put(asset, "assetDeliveryState", state);
    }
  }

  /// Adds an error to the state.
  static void addError(Resource asset, String code, String description) {
    for (String attribute : new String[] {"videoDeliveryState", "assetDeliveryState"}) {
      if (asset.attributes().path(attribute) instanceof ObjectNode details) {
        details.withArray("errors").addObject().put("code", code).put("description", description);
      }
    }
  }

  private static void put(Resource asset, String attribute, String state) {
    ObjectNode details = asset.attributes().putObject(attribute);
    details.putArray("errors");
    details.putNull("warnings");
    details.put("state", state);
  }
}
