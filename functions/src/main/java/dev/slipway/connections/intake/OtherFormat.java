package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Recognises files that are not text, by their first bytes, so that the answer can name them:
/// since the pages let the user choose any file, all kinds arrive.
final class OtherFormat {
  private static final int[] ZIP = {'P', 'K', 3, 4};
  private static final int[][] ARCHIVES = {
    {0x1F, 0x8B}, {'7', 'z', 0xBC, 0xAF}, {'R', 'a', 'r', '!'}
  };
  private static final int[] OLD_WORD = {0xD0, 0xCF, 0x11, 0xE0};
  private static final int[] PDF = {'%', 'P', 'D', 'F'};
  private static final int[][] PICTURES = {
    {0x89, 'P', 'N', 'G'},
    {0xFF, 0xD8, 0xFF},
    {'G', 'I', 'F', '8'},
    {'I', 'I', '*', 0},
    {'M', 'M', 0, '*'}
  };

  /// The companion `._<name>` that macOS adds to archives (AppleDouble, RFC 1740).
  private static final int[] SIDE_FILE = {0, 5, 0x16, 7};

  /// PFX of version 3 (RFC 7292).
  private static final int[] P12 = {2, 1, 3, 0x30};

  /// signedData (RFC 5652): a provisioning profile is one.
  private static final int[] SIGNED = {6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2};

  /// A certificate's version (RFC 5280).
  private static final int[] CERTIFICATE = {0xA0, 3, 2, 1};

  private OtherFormat() {}

  /// Returns the problem of such a file; empty for text and for keys.
  static Optional<Problem> of(byte[] file) {
    if (startsWith(file, 0, ZIP)) {
      return Optional.of(zip(new String(file, StandardCharsets.ISO_8859_1)));
    }
    if (startsWithAny(file, ARCHIVES)) {
      return Optional.of(KeyProblems.ARCHIVE);
    }
    if (startsWith(file, 0, OLD_WORD)) {
      return Optional.of(KeyProblems.WORD);
    }
    if (startsWith(file, 0, PDF)) {
      return Optional.of(KeyProblems.PDF);
    }
    if (startsWithAny(file, PICTURES) || startsWith(file, 4, new int[] {'f', 't', 'y', 'p'})) {
      return Optional.of(KeyProblems.PICTURE);
    }
    if (startsWith(file, 0, SIDE_FILE)) {
      return Optional.of(KeyProblems.SIDE_FILE);
    }
    return structure(file);
  }

  /// Recognises structures in DER.
  private static Optional<Problem> structure(byte[] der) {
    if (der.length < 20 || der[0] != 0x30 || (der[1] & 0x80) == 0) {
      return Optional.empty();
    }
    int content = 2 + (der[1] & 0x7F);
    if (startsWith(der, content, P12)) {
      return Optional.of(KeyProblems.P12);
    }
    if (startsWith(der, content, SIGNED)) {
      return Optional.of(KeyProblems.PROFILE);
    }
    int inner =
        content + 1 < der.length && (der[content + 1] & 0x80) != 0 ? der[content + 1] & 0x7F : 0;
    return der[Math.min(content, der.length - 1)] == 0x30
            && startsWith(der, content + 2 + inner, CERTIFICATE)
        ? Optional.of(KeyProblems.CERTIFICATE)
        : Optional.empty();
  }

  private static Problem zip(String names) {
    if (names.contains("word/")) {
      return KeyProblems.WORD;
    }
    if (names.contains("application/vnd.oasis.opendocument")) {
      return KeyProblems.OPEN_DOCUMENT;
    }
    return names.contains("Index/Document.iwa") ? KeyProblems.PAGES : KeyProblems.ARCHIVE;
  }

  private static boolean startsWithAny(byte[] file, int[][] starts) {
    for (int[] start : starts) {
      if (startsWith(file, 0, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] file, int at, int[] start) {
    if (file.length < at + start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((file[at + i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
