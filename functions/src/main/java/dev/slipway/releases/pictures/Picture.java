package dev.slipway.releases.pictures;

import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import org.jspecify.annotations.Nullable;

/// One screenshot or preview of a release: a file of the drop, or what Apple has and the release
/// removes.
///
/// @param locale Apple's locale
/// @param displayType Apple's ScreenshotDisplayType or PreviewType; null for a file that fits no
///   display, which the release leaves out
/// @param position the place among the files of this locale, kind and display, from 1; of a removed
///   picture, the place that it had at Apple
/// @param name the name of the file
/// @param path the path within the drop's folder; null for a removed picture
/// @param versionId the pinned version of the object; null for a removed picture, and empty in a
///   bucket without versions
/// @param widthPixels 0 when unknown
/// @param heightPixels 0 when unknown
/// @param format the format of the content; UNKNOWN for a removed picture
/// @param change null until the drop was compared with Apple
/// @param formerPosition the place that a kept or moved picture has at Apple, from 1; null for
///   others
public record Picture(
    String locale,
    MediaKind kind,
    @Nullable String displayType,
    int position,
    String name,
    @Nullable String path,
    @Nullable String versionId,
    long sizeBytes,
    int widthPixels,
    int heightPixels,
    Format format,
    @Nullable Change change,
    @Nullable Integer formerPosition) {

  /// What a release does with a picture.
  public enum Change {
    /// It is uploaded.
    NEW,
    /// Apple has it, and it stays.
    KEPT,
    /// Apple has it, and its place among those that stay changes.
    MOVED,
    /// Apple has it, and it is deleted.
    REMOVED,
    /// It is in the drop, and no display of the App Store has its size.
    LEFT_OUT
  }

  /// Returns a file of the drop.
  ///
  /// @param change null when the drop was not compared with Apple yet
  public static Picture of(
      MediaFile media, int position, @Nullable Change change, @Nullable Integer formerPosition) {
    var file = media.file();
    MediaLook look = media.look();
    return new Picture(
        media.locale(),
        media.kind(),
        media.displayType(),
        position,
        file.fileName(),
        file.key(),
        file.versionId(),
        file.sizeBytes(),
        look.widthPixels(),
        look.heightPixels(),
        look.fault() == null ? look.format() : Format.UNKNOWN,
        media.displayType() == null ? Change.LEFT_OUT : change,
        formerPosition);
  }
}
