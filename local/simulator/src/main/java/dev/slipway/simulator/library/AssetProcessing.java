package dev.slipway.simulator.library;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.media.ImageFile;
import dev.slipway.simulator.media.MediaProcessing;
import dev.slipway.simulator.media.MediaRejected;
import dev.slipway.simulator.media.VideoFile;
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
import java.util.List;
import java.util.Optional;

/// Matches an image or a video with a specification after its commit: it becomes
/// PREPARE_FOR_SUBMISSION and shows its `specId` a moment later (asset-library.md, 3, L), or it is
/// FAILED with details, of which no real code is published.
final class AssetProcessing {
  static final String SPEC = "specId";
  private static final String END = "libraryAssetProcessed";
  private static final String FILL = "libraryAssetFilled";
  private static final String FRAME = "libraryPreviewFrame";
  private static final String PROBLEMS = "problems";
  private static final String FRAME_IMAGE = "previewFrameImage";

  private static final double SIXTY = 60;
  private static final double NTSC_SIXTY = SIXTY / 1.001;
  private static final double NTSC_TOLERANCE = 0.05;

  /// That there is a moment was seen; how long it is was not.
  private static final Duration FILLED_LATER = Duration.ofSeconds(2);

  private final Writes writes;
  private final World world;

  AssetProcessing(Writes writes) {
    this.writes = writes;
    this.world = writes.world();
    world.onDue(END, this::end);
    world.onDue(FILL, (due, at) -> fill(due));
    world.onDue(FRAME, (due, at) -> frame(due));
  }

  /// Returns whether the processing of an asset is over and everything is filled in.
  static boolean isOver(Resource asset) {
    return asset.has(SPEC);
  }

  private SimulatorOptions.MediaTiming timing() {
    return writes.options().timing().media();
  }

  /// Inspects the bytes at once (they are not kept) and publishes the outcome later.
  void begin(Resource asset) {
    ArrayNode problems = asset.hidden().putArray(PROBLEMS);
    Path path = writes.spool().file(asset.id());
    if (!UploadOperations.isWhole(asset) || !Files.exists(path)) {
      problem(problems, "FILE_INCOMPLETE");
    } else {
      try {
        inspect(asset, path, problems);
      } catch (MediaRejected rejected) {
        problem(problems, rejected.code());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    writes.spool().delete(asset.id());
    UploadOperations.forget(asset);
    asset.set(LibraryAssets.STATE, "UPLOAD_COMPLETE");
    Fault.Kind.AssetFault fault = writes.faults().hitAsset(asset.text("fileName"));
    if (fault instanceof Fault.Kind.StuckAsset) {
      return;
    }
    if (fault instanceof Fault.Kind.AssetFailure failure) {
      problems.addObject().put("code", failure.code()).put("description", failure.description());
    }
    boolean video = AssetKind.of(asset.type()) == AssetKind.VIDEO;
    plan(END, asset, video ? timing().videoProcessing() : timing().imageProcessing());
  }

  private void plan(String what, Resource asset, Duration after) {
    world.plan(new Due(world.now().plus(after), what, asset.id(), asset.type()));
  }

  private static void problem(ArrayNode problems, String code) {
    problems.addObject().put("code", code).put("description", code);
  }

  private void inspect(Resource asset, Path path, ArrayNode problems)
      throws IOException, MediaRejected {
    Optional<AssetSpec> spec =
        switch (AssetKind.of(asset.type())) {
          case IMAGE -> ofImage(asset, path);
          case VIDEO -> ofVideo(asset, path);
        };
    if (spec.isPresent() && asset.attributes().path("fileSize").asLong() <= AssetSpec.MOST_BYTES) {
      asset.hidden().put(SPEC, spec.get().id());
    } else {
      problem(problems, "ASSET_SPEC_NOT_MATCHED");
    }
  }

  private Optional<AssetSpec> ofImage(Resource asset, Path path) throws IOException, MediaRejected {
    ImageFile image = ImageFile.read(path);
    if (!image.fits(LibraryAssets.extension(asset))) {
      throw new MediaRejected("IMG_BAD_FORMAT");
    }
    size(asset, image.width(), image.height());
    boolean alpha =
        image.alpha()
            && (world.guesses().turned(Guess.OPAQUE_ALPHA_REFUSED) || !image.isOpaque(path));
    List<AssetSpec> ofPixels =
        ofCategory(asset).stream()
            .filter(spec -> spec.details() instanceof AssetSpec.OfImage)
            .filter(spec -> spec.hasPixels(image.width(), image.height()))
            .toList();
    boolean refusedBySome =
        alpha
            && ofPixels.stream()
                .anyMatch(
                    spec ->
                        !spec.fitsImage(
                            LibraryAssets.extension(asset), image.width(), image.height(), true));
    if (refusedBySome && world.guesses().turned(Guess.LIBRARY_ALPHA_FAILS)) {
      return Optional.empty();
    }
    return ofPixels.stream()
        .filter(
            spec ->
                spec.fitsImage(
                    LibraryAssets.extension(asset), image.width(), image.height(), alpha))
        .findFirst();
  }

  private Optional<AssetSpec> ofVideo(Resource asset, Path path) throws IOException, MediaRejected {
    VideoFile video = VideoFile.read(path);
    size(asset, video.width(), video.height());
    VideoFile.Frames frames = video.frames();
    return ofCategory(asset).stream()
        .filter(
            spec ->
                spec.fitsVideo(
                    LibraryAssets.extension(asset),
                    video.width(),
                    video.height(),
                    frames == null ? 0 : rate(frames.perSecond()),
                    video.durationMillis(),
                    video.soundChannels() > 0))
        .findFirst();
  }

  private double rate(double perSecond) {
    boolean ntsc = Math.abs(perSecond - NTSC_SIXTY) < NTSC_TOLERANCE;
    return ntsc && !world.guesses().turned(Guess.NTSC_SIXTY_REFUSED) ? SIXTY : perSecond;
  }

  /// Returns the specifications for the placement types that accept the asset's category, those
  /// that refuse alpha first.
  private static List<AssetSpec> ofCategory(Resource asset) {
    ReferenceData data = ReferenceData.instance();
    return data.specs().stream()
        .filter(
            spec ->
                spec.placementTypes().stream()
                    .anyMatch(type -> asset.text("category").equals(data.categories().get(type))))
        .sorted(
            (one, other) ->
                Boolean.compare(
                    one.details() instanceof AssetSpec.OfImage(boolean allowed) && allowed,
                    other.details() instanceof AssetSpec.OfImage(boolean allowed) && allowed))
        .toList();
  }

  private static void size(Resource asset, int width, int height) {
    asset.hidden().put("width", width).put("height", height);
  }

  private void end(Due due, Instant at) {
    Resource asset = world.find(due.token(), due.id());
    if (asset == null) {
      return;
    }
    if (asset.hidden().path(PROBLEMS) instanceof ArrayNode problems && !problems.isEmpty()) {
      asset.set(LibraryAssets.STATE, "FAILED");
      asset.set("stateDetails", problems.deepCopy());
      return;
    }
    asset.set(LibraryAssets.STATE, "PREPARE_FOR_SUBMISSION");
    world.plan(new Due(at.plus(FILLED_LATER), FILL, asset.id(), asset.type()));
  }

  private void fill(Due due) {
    Resource asset = world.find(due.token(), due.id());
    if (asset == null) {
      return;
    }
    asset.set(SPEC, asset.hidden().path(SPEC).asText());
    switch (AssetKind.of(asset.type())) {
      case IMAGE -> asset.set("imageAsset", imageAsset(asset));
      case VIDEO -> {
        asset.set("videoAsset", writes.spool().assetUrl(asset.id() + ".m3u8"));
        if (!asset.has("previewFrameTimeCode")) {
          // Seen once (asset-library.md, 8).
          asset.set("previewFrameTimeCode", "00:00:05:00");
        }
        newFrame(asset);
      }
    }
  }

  /// Gives a processed video another poster frame, which is made after some time.
  void newFrame(Resource video) {
    if (isOver(video)) {
      frame(video, "PROCESSING");
      plan(FRAME, video, timing().imageProcessing());
    }
  }

  private void frame(Due due) {
    Resource video = world.find(due.token(), due.id());
    if (video != null) {
      frame(video, "COMPLETE");
    }
  }

  private void frame(Resource video, String state) {
    ObjectNode frame = video.attributes().putObject(FRAME_IMAGE);
    if (state.equals("COMPLETE")) {
      frame.set("image", imageAsset(video));
    } else {
      frame.putNull("image");
    }
    ObjectNode details = frame.putObject("state");
    details.putArray("errors");
    details.putNull("warnings");
    details.put("state", state);
  }

  private ObjectNode imageAsset(Resource asset) {
    return MediaProcessing.imageAsset(
        writes.spool().assetUrl(asset.id()),
        asset.hidden().path("width").asInt(),
        asset.hidden().path("height").asInt());
  }
}
