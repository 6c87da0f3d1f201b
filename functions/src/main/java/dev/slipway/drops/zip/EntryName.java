package dev.slipway.drops.zip;

import java.util.ArrayList;

/// Names of entries, each byte as ISO 8859-1: names are equal exactly when their bytes are, in any
/// encoding.
final class EntryName {
  private EntryName() {}

  /// Returns the name without the parts that mean nothing in a path: `.`, and the empty part of two
  /// slashes. Tools that extract an archive skip them (Info-ZIP's `mapname`, Python's
  /// `ZipFile.extract`, or the file system), so `./Payload/a`, `.//Payload/a` and `Payload//a` are
  /// the same file as `Payload/a`. The name of the archive's own folder, `./`, becomes empty.
  static String normalised(String name) {
    if (!name.startsWith("./")
        && !name.contains("//")
        && !name.contains("/./")
        && !name.endsWith("/.")
        && !name.equals(".")) {
      return name;
    }
    var parts = new ArrayList<String>();
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    boolean folder = name.endsWith("/") || name.endsWith("/.");
    return String.join("/", parts) + (folder && !parts.isEmpty() ? "/" : "");
  }

  /// Returns whether a tool that extracts the archive could write to another place than meant.
  static boolean unsafe(String name) {
    return name.isEmpty()
        || name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0
        || name.equals("..")
        || name.startsWith("../")
        || name.endsWith("/..")
        || name.contains("/../")
        || drive(name);
  }

  private static boolean drive(String name) {
    return name.length() >= 2
        && name.charAt(1) == ':'
        && (name.charAt(0) | 0x20) >= 'a'
        && (name.charAt(0) | 0x20) <= 'z';
  }
}
