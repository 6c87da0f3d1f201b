package dev.slipway.drops;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Recognises the pointers that Git LFS leaves in place of files which were not fetched (git-lfs,
/// docs/spec.md, "The Pointer"). Thread-safe.
public final class GitLfs {
  /// A pointer is shorter.
  public static final int MAX_POINTER_BYTES = 1024;

  private static final List<byte[]> BEGINNINGS =
      List.of(
          "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII),
          // Before its first release, Git LFS had this name.
          "version https://hawser.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII));

  private GitLfs() {}

  /// Returns whether a file is a pointer.
  ///
  /// @param beginning its first 42 bytes, or more
  /// @param sizeBytes of the whole file
  public static boolean isPointer(byte[] beginning, long sizeBytes) {
    return sizeBytes <= MAX_POINTER_BYTES
        && BEGINNINGS.stream()
            .anyMatch(
                expected ->
                    beginning.length >= expected.length
                        && Arrays.equals(
                            beginning, 0, expected.length, expected, 0, expected.length));
  }
}
