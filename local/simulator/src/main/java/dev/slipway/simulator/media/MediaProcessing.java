package dev.slipway.simulator.media;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.UploadOperations;
import dev.slipway.simulator.writes.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Processes a screenshot, preview or attachment after its commit: it becomes COMPLETE, or FAILED
/// with a code.
public final class MediaProcessing {
  private static final String VIDEO = "processVideo";
  private static final String END = "endMedia";
  private static final String CHECKSUM = "showMediaChecksum";
  private static final String FRAME = "previewFrame";
  private static final String PROBLEMS = "problems";

  /// A hidden fact of a screenshot.
  static final String BIT_DEPTH = "bitDepth";

  /// The EXIF orientations from here on lie on their side.
  private static final int FIRST_ON_ITS_SIDE = 5;

  private final Writes writes;
  private final World world;

  MediaProcessing(Writes writes) {
    this.writes = writes;
    this.world = writes.world();
    world.onDue(VIDEO, (due, at) -> processVideo(due));
    world.onDue(END, this::end);
    world.onDue(
        CHECKSUM,
        (due, at) -> {
          Resource asset = world.find(due.token(), due.id());
          if (asset != null) {
            showChecksum(asset);
          }
        });
    world.onDue(FRAME, (due, at) -> endFrame(due));
  }

  private SimulatorOptions.MediaTiming timing() {
    return writes.options().timing().media();
  }

  /// Inspects the bytes at once (they are not kept) and publishes the outcome later.
  void begin(Resource asset) {
    ArrayNode problems = asset.hidden().putArray(PROBLEMS);
    Path path = writes.spool().file(asset.id());
    if (UploadOperations.isWhole(asset) && Files.exists(path)) {
      look(asset, path, problems);
    } else {
      problem(problems, "FILE_INCOMPLETE", "FILE_INCOMPLETE");
    }
    writes.spool().delete(asset.id());
    UploadOperations.forget(asset);
    MediaAssets.setState(asset, "UPLOAD_COMPLETE");
    Fault.Kind.AssetFault fault = writes.faults().hitAsset(asset.text("fileName"));
    if (fault instanceof Fault.Kind.StuckAsset) {
      return;
    }
    if (fault instanceof Fault.Kind.AssetFailure failure) {
      problem(problems, failure.code(), failure.description());
    }
    if (asset.type().equals(MediaAssets.PREVIEWS)) {
      plan(VIDEO, asset, timing().imageProcessing());
      plan(END, asset, timing().videoProcessing());
    } else {
      plan(END, asset, timing().imageProcessing());
    }
  }

  private void look(Resource asset, Path path, ArrayNode problems) {
    String checksum = UploadOperations.digest(path, "MD5");
    String given = asset.hidden().path("given").asText();
    if (!given.isEmpty() && !checksum.equals(given)) {
      if (world.guesses().turned(Guess.MEDIA_CHECKSUM_AT_COMMIT)) {
        asset.hidden().remove("given");
        throw new ApiException(
            AttributeErrors.invalid("sourceFileChecksum", "The checksum is not the file's."));
      }
      problem(problems, "CHECKSUM_MISMATCH", "The checksum of the file is not the one given.");
    }
    asset.hidden().put("checksum", checksum);
    try {
      inspect(asset, path, problems);
    } catch (MediaRejected rejected) {
      // Apple repeats the code as the description.
      problem(problems, rejected.code(), rejected.code());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plan(String what, Resource asset, Duration after) {
    world.plan(new Due(world.now().plus(after), what, asset.id(), asset.type()));
  }

  private static void problem(ArrayNode problems, String code, String description) {
    problems.addObject().put("code", code).put("description", description);
  }

  private void inspect(Resource asset, Path path, ArrayNode problems)
      throws IOException, MediaRejected {
    switch (asset.type()) {
      case "appScreenshots" -> {
        Resource set = world.get("appScreenshotSets", asset.relation("appScreenshotSet"));
        image(asset, set.text("screenshotDisplayType"), path, problems);
      }
      case MediaAssets.PREVIEWS -> {
        Resource set = world.get("appPreviewSets", asset.relation("appPreviewSet"));
        VideoFile video = VideoFile.read(path);
        if (!MediaAssets.isVideo(
            asset.text("mimeType"), asset.attributes().path("fileSize").asLong())) {
          throw new MediaRejected("MOV_RESAVE_FORMAT");
        }
        new VideoRules(world.guesses(), code -> problem(problems, code, code))
            .check(MediaAssets.extension(asset), set.text("previewType"), video);
        size(asset, video.width(), video.height());
      }
      default -> {
        // App Review opens attachments manually.
      }
    }
  }

  private void image(Resource asset, String displayType, Path path, ArrayNode problems)
      throws IOException, MediaRejected {
    ImageFile image = ImageFile.read(path);
    if (!image.fits(MediaAssets.extension(asset))) {
      throw new MediaRejected("IMG_BAD_FORMAT");
    }
    if (!DisplaySizes.acceptsScreenshot(displayType, image.width(), image.height())) {
      problem(problems, "IMAGE_INCORRECT_DIMENSIONS", "IMAGE_INCORRECT_DIMENSIONS");
    }
    if (image.alpha() && !acceptsAlpha(displayType, image, path)) {
      problem(problems, "IMAGE_ALPHA_NOT_ALLOWED", "IMAGE_ALPHA_NOT_ALLOWED");
    }
    boolean grey = image.colours() == ImageFile.Colours.GREY;
    if (image.colours() == ImageFile.Colours.OTHER
        || (grey && world.guesses().turned(Guess.GREY_REFUSED))) {
      problem(problems, "IMG_BAD_COLOR_SPACE", "IMG_BAD_COLOR_SPACE");
    }
    // Apple turns a PNG by its eXIf and says COMPLETE (media-live.md, 2.6).
    boolean turned =
        image.orientation() >= FIRST_ON_ITS_SIDE
            && (image.format() == ImageFile.Format.PNG
                || world.guesses().turned(Guess.JPEG_TURNED));
    size(asset, turned ? image.height() : image.width(), turned ? image.width() : image.height());
    asset.hidden().put(BIT_DEPTH, image.bitDepth());
  }

  private boolean acceptsAlpha(String displayType, ImageFile image, Path path) {
    boolean byTable =
        DisplaySizes.acceptsAlpha(displayType)
            && !world.guesses().turned(Guess.ALPHA_REFUSED_EVERYWHERE);
    return byTable || (!world.guesses().turned(Guess.OPAQUE_ALPHA_REFUSED) && image.isOpaque(path));
  }

  private static void size(Resource asset, int width, int height) {
    asset.hidden().put("width", width).put("height", height);
  }

  private void processVideo(Due due) {
    Resource asset = world.find(due.token(), due.id());
    if (asset != null && MediaAssets.state(asset).equals("UPLOAD_COMPLETE")) {
      MediaAssets.setState(asset, "PROCESSING");
    }
  }

  private void end(Due due, Instant at) {
    Resource asset = world.find(due.token(), due.id());
    if (asset == null) {
      return;
    }
    if (!asset.hidden().path(PROBLEMS).isEmpty()) {
      MediaAssets.setState(asset, "FAILED");
      for (var problem : asset.hidden().path(PROBLEMS)) {
        MediaAssets.addError(
            asset, problem.path("code").asText(), problem.path("description").asText());
      }
      return;
    }
    MediaAssets.setState(asset, "COMPLETE");
    if (timing().checksum().isZero()) {
      showChecksum(asset);
    } else {
      world.plan(new Due(at.plus(timing().checksum()), CHECKSUM, asset.id(), asset.type()));
    }
    switch (asset.type()) {
      case "appScreenshots" -> {
        asset.set("imageAsset", imageAsset(asset));
        asset.set("assetToken", asset.id() + "/" + asset.text("fileName"));
      }
      case MediaAssets.PREVIEWS -> {
        asset.set("videoUrl", writes.spool().assetUrl(asset.id() + ".m3u8"));
        if (!asset.has("previewFrameTimeCode")) {
          asset.set("previewFrameTimeCode", "00:00:05:00");
        }
        asset.set("previewImage", imageAsset(asset));
        frame(asset, "COMPLETE");
      }
      default -> {
        // An attachment shows nothing more.
      }
    }
  }

  /// Gives a COMPLETE preview another poster frame.
  void newFrame(Resource asset) {
    if (MediaAssets.isComplete(asset)) {
      frame(asset, "PROCESSING");
      plan(FRAME, asset, timing().imageProcessing());
    }
  }

  private void endFrame(Due due) {
    Resource asset = world.find(due.token(), due.id());
    if (asset != null) {
      frame(asset, "COMPLETE");
    }
  }

  private void frame(Resource asset, String state) {
    ObjectNode frame = asset.attributes().putObject("previewFrameImage");
    if (state.equals("COMPLETE")) {
      frame.set("image", imageAsset(asset));
    } else {
      frame.putNull("image");
    }
    ObjectNode details = frame.putObject("state");
    details.putArray("errors");
    details.putNull("warnings");
    details.put("state", state);
  }

  private ObjectNode imageAsset(Resource asset) {
    return imageAsset(
        writes.spool().assetUrl(asset.id()),
        asset.hidden().path("width").asInt(),
        asset.hidden().path("height").asInt());
  }

  /// Returns an `ImageAsset` as Apple sends it: an address with placeholders for width, height and
  /// format.
  public static ObjectNode imageAsset(String address, int width, int height) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("templateUrl", address + "/{w}x{h}bb.{f}")
        .put("width", width)
        .put("height", height);
  }

  /// Shows the checksum of a COMPLETE asset.
  static void showChecksum(Resource asset) {
    if (asset.hidden().path("checksum").isTextual()) {
      asset.set("sourceFileChecksum", asset.hidden().path("checksum").asText());
    }
  }
}
