package dev.slipway.releases.store;

import dev.slipway.drops.media.ImageFacts;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.movie.VideoFacts;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stored form of a [MediaLook].
///
/// Earlier versions read less of a file: they wrote no `reads`, or a lower one. Such a look counts
/// as not made, so that the file is read again; those versions ignore the fields that they lack.
final class StoredMediaLook {
  private static final String READS = "reads";
  private static final long THIRD = 3;

  private StoredMediaLook() {}

  static Map<String, @Nullable Object> toJson(MediaLook look) {
    var fields =
        JsonFields.with("format", look.format())
            .put("widthPixels", look.widthPixels())
            .put("heightPixels", look.heightPixels())
            .putIfNotNull("alpha", look.alpha())
            .putIfNotNull(
                "durationMillis", look.duration() == null ? null : look.duration().toMillis())
            .putIfNotNull("codec", look.codec())
            .put(READS, THIRD)
            .putIfNotNull("fault", look.fault());
    var image = look.image();
    if (image != null) {
      fields.put(
          "image",
          JsonFields.with("bitDepth", image.bitDepth())
              .put("orientation", image.orientation())
              .put("colours", image.colours())
              .putIfNotNull("opaque", image.opaque())
              .toMap());
    }
    var video = look.video();
    if (video != null) {
      fields.put("video", toJson(video));
    }
    return fields.toMap();
  }

  private static Map<String, @Nullable Object> toJson(VideoFacts video) {
    var fields = new JsonFields();
    var frames = video.frames();
    if (frames != null) {
      fields
          .put("frames", frames.count())
          .put("framesNanos", frames.length().toNanos())
          .put("longestFrameNanos", frames.longest().toNanos());
    }
    var h264 = video.h264();
    if (h264 != null) {
      fields.put("profile", h264.profile()).put("level", h264.level());
    }
    return fields
        .putIfNotNull("shortestTrackNanos", nanos(video.shortestTrack()))
        .putIfNotNull("longestTrackNanos", nanos(video.longestTrack()))
        .putIfNotNull("sound", sound(video.sound()))
        .toMap();
  }

  private static @Nullable List<Map<String, @Nullable Object>> sound(@Nullable List<Sound> sound) {
    return sound == null
        ? null
        : sound.stream()
            .map(
                track ->
                    JsonFields.with("coding", track.coding())
                        .put("channels", track.channels())
                        .toMap())
            .toList();
  }

  private static @Nullable Long nanos(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos();
  }

  /// Returns the look; empty when the file must be read again.
  static Optional<MediaLook> read(JsonObject json) {
    if (!json.names().contains(READS) || json.number(READS) < THIRD) {
      return Optional.empty();
    }
    boolean timed = json.names().contains("durationMillis");
    return Optional.of(
        new MediaLook(
            json.constant("format", MediaLook.Format.class),
            Math.toIntExact(json.number("widthPixels")),
            Math.toIntExact(json.number("heightPixels")),
            json.optionalBool("alpha").orElse(null),
            timed ? Duration.ofMillis(json.number("durationMillis")) : null,
            json.optionalString("codec").orElse(null),
            json.optionalObject("image").map(StoredMediaLook::image).orElse(null),
            json.optionalObject("video").map(StoredMediaLook::video).orElse(null),
            json.names().contains("fault") ? json.constant("fault", MediaLook.Fault.class) : null));
  }

  private static ImageFacts image(JsonObject json) {
    return new ImageFacts(
        integer(json, "bitDepth"),
        integer(json, "orientation"),
        json.constant("colours", ImageFacts.Colours.class),
        json.optionalBool("opaque").orElse(null));
  }

  private static VideoFacts video(JsonObject json) {
    var names = json.names();
    return new VideoFacts(
        names.contains("frames")
            ? new VideoFacts.Frames(
                json.number("frames"),
                Duration.ofNanos(json.number("framesNanos")),
                Duration.ofNanos(json.number("longestFrameNanos")))
            : null,
        duration(json, "shortestTrackNanos"),
        duration(json, "longestTrackNanos"),
        names.contains("sound")
            ? json.objects("sound").stream()
                .map(track -> new Sound(track.string("coding"), integer(track, "channels")))
                .toList()
            : null,
        names.contains("profile")
            ? new VideoFacts.H264(integer(json, "profile"), integer(json, "level"))
            : null);
  }

  private static @Nullable Duration duration(JsonObject json, String name) {
    return json.names().contains(name) ? Duration.ofNanos(json.number(name)) : null;
  }

  private static int integer(JsonObject json, String name) {
    return Math.toIntExact(json.number(name));
  }
}
