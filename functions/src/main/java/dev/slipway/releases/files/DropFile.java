package dev.slipway.releases.files;

import dev.slipway.releases.pictures.Picture;
import org.jspecify.annotations.Nullable;

/// One file of a drop.
///
/// @param path within the drop's folder
/// @param sizeBytes null for a file that may hold a password: its size is the password's length
/// @param locale of a text, screenshot or preview; null for others
/// @param displayType Apple's name of the display of a screenshot or preview; null for others
/// @param change what the release does with a screenshot or preview; null before that was compared
///   with Apple, and for others
/// @param reason why it is left out; null when nothing says so, and for others
public record DropFile(
    String path,
    @Nullable Long sizeBytes,
    FileUse use,
    @Nullable String locale,
    @Nullable String displayType,
    Picture.@Nullable Change change,
    @Nullable String reason) {
  static DropFile of(String path, long sizeBytes, FileUse use) {
    return new DropFile(path, sizeBytes, use, null, null, null, null);
  }

  DropFile withoutSize() {
    return new DropFile(path, null, use, locale, displayType, change, reason);
  }
}
