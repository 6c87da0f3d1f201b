package dev.slipway.releases.preflight;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A screenshot or preview in the making; sound as it begins.
final class Media {
  private final String name;
  private final MediaKind kind;
  private @Nullable String type;
  private Format format;
  private int width;
  private int height;
  private @Nullable Boolean alpha = false;
  private @Nullable Duration duration;
  private @Nullable String codec;
  private long sizeBytes = 1000;

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

  Media type(@Nullable String type) {
    this.type = type;
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

  Media sizeBytes(long sizeBytes) {
    this.sizeBytes = sizeBytes;
    return this;
  }

  MediaFile build() {
    return new MediaFile(
        new ObjectVersion("screenshots/en-US/" + name, "v1", "etag", sizeBytes),
        "en-US",
        kind,
        type,
        new MediaLook(format, width, height, alpha, duration, codec));
  }
}
