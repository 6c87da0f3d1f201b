package dev.slipway.releases.preflight;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.ImageFacts;
import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.VideoFacts;
import dev.slipway.drops.media.movie.VideoFacts.Frames;
import dev.slipway.drops.media.movie.VideoFacts.H264;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A screenshot or preview in the making; sound as it begins.
final class Media {
  private static final Pattern SIZE = Pattern.compile("([0-9]+)×([0-9]+)");

  private final String name;
  private final MediaKind kind;
  private String folder = "screenshots";
  private String locale = "en-US";
  private @Nullable String type;
  private Format format;
  private int width;
  private int height;
  private @Nullable Boolean alpha = false;
  private @Nullable Duration duration;
  private @Nullable String codec;
  private long sizeBytes = 1000;
  private @Nullable ImageFacts image;
  private @Nullable Frames frames = new Frames(600, Duration.ofSeconds(20), Duration.ofMillis(34));
  private Duration shortestTrack = Duration.ofSeconds(20);
  private @Nullable List<Sound> sound = List.of(new Sound(Sound.AAC, 2));
  private H264 h264 = new H264(100, 40);

  private Media(String name, MediaKind kind, String type, Format format) {
    this.name = name;
    this.kind = kind;
    this.type = type;
    this.format = format;
  }

  static Media screenshot(String name) {
    return new Media(name, MediaKind.SCREENSHOT, "APP_IPHONE_67", Format.PNG).pixels(1290, 2796);
  }

  static Media preview(String name) {
    var media = new Media(name, MediaKind.PREVIEW, "IPHONE_67", Format.MPEG4).pixels(886, 1920);
    media.duration = Duration.ofSeconds(20);
    media.codec = "avc1";
    return media;
  }

  /// Gives a screenshot the first size of its display, too.
  Media type(@Nullable String type) {
    this.type = type;
    if (type != null && kind == MediaKind.SCREENSHOT) {
      var sides = SIZE.matcher(DisplayTypes.acceptedPixels(type));
      if (sides.lookingAt()) {
        return pixels(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
      }
    }
    return this;
  }

  Media in(String locale) {
    this.locale = locale;
    return this;
  }

  Media inFolder(String folder) {
    this.folder = folder;
    return this;
  }

  Media format(Format format) {
    this.format = format;
    return this;
  }

  Media pixels(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  Media alpha(@Nullable Boolean alpha) {
    this.alpha = alpha;
    return this;
  }

  Media lasts(@Nullable Duration duration) {
    this.duration = duration;
    return this;
  }

  Media codec(@Nullable String codec) {
    this.codec = codec;
    return this;
  }

  Media orientation(int orientation) {
    image = new ImageFacts(8, orientation, Colours.RGB, null);
    return this;
  }

  Media bitDepth(int bits) {
    image = new ImageFacts(bits, ImageFacts.UPRIGHT, Colours.RGB, null);
    return this;
  }

  /// Twenty seconds of frames.
  Media frames(int perSecond, int longestMillis) {
    frames = new Frames(perSecond * 20L, Duration.ofSeconds(20), Duration.ofMillis(longestMillis));
    return this;
  }

  /// A hundred seconds of frames.
  Media rate(int frameCount) {
    frames = new Frames(frameCount, Duration.ofSeconds(100), Duration.ofMillis(40));
    return this;
  }

  /// Twenty seconds of 30 frames per second, one of which lasts longer.
  Media longestFrame(Duration duration) {
    frames = new Frames(600, Duration.ofSeconds(20), duration);
    return this;
  }

  Media shortestTrack(Duration duration) {
    shortestTrack = duration;
    return this;
  }

  Media colours(Colours colours) {
    image = new ImageFacts(8, ImageFacts.UPRIGHT, colours, null);
    return this;
  }

  /// An alpha channel.
  ///
  /// @param opaque null when its pixels were not read
  Media alphaIsOpaque(@Nullable Boolean opaque) {
    image = new ImageFacts(8, ImageFacts.UPRIGHT, Colours.RGB, opaque);
    return alpha(true);
  }

  Media sound(Sound... tracks) {
    sound = List.of(tracks);
    return this;
  }

  Media unknownSound() {
    sound = null;
    return this;
  }

  Media h264(int profile, int level) {
    h264 = new H264(profile, level);
    return this;
  }

  Media sizeBytes(long sizeBytes) {
    this.sizeBytes = sizeBytes;
    return this;
  }

  MediaFile build() {
    return new MediaFile(
        new ObjectVersion(folder + "/" + locale + "/" + name, "v1", "etag", sizeBytes),
        locale,
        kind,
        type,
        new MediaLook(
            format,
            width,
            height,
            alpha,
            duration,
            codec,
            image,
            kind == MediaKind.SCREENSHOT
                ? null
                : new VideoFacts(frames, shortestTrack, Duration.ofSeconds(20), sound, h264),
            null));
  }
}
