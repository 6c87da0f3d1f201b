package dev.slipway.appstoreconnect.upload;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The store's entity tags in one run, which decide whether a part's checksum is worth computing.
///
/// An MD5 costs as much of the processor as the rest of sending a part, and is useful only if the
/// store answers with one. So it is computed until the first answers arrive, and after that only if
/// one of them looked like an MD5. (Apple's were upper-case MD5s in two logs of another client;
/// this handles both kinds.) Thread-safe.
final class EntityTags {
  private enum Seen {
    NOTHING,
    NO_CHECKSUM,
    CHECKSUM
  }

  private Seen seen = Seen.NOTHING;

  /// Returns whether to compute the checksum of the next part.
  synchronized boolean areWorthAChecksum() {
    return seen != Seen.NO_CHECKSUM;
  }

  /// Adds the tag with which the store accepted a part; empty if it sent none.
  synchronized void add(String entityTag) {
    if (looksLikeMd5(entityTag)) {
      seen = Seen.CHECKSUM;
    } else if (seen == Seen.NOTHING) {
      seen = Seen.NO_CHECKSUM;
    }
  }

  /// Returns whether a tag that looks like an MD5 differs from this one. Other tags prove nothing.
  static boolean contradict(String entityTag, String md5) {
    return looksLikeMd5(entityTag) && !bare(entityTag).equals(md5);
  }

  /// Returns the MD5 that a tag contains, in lower-case hexadecimal; null if it contains another
  /// text.
  static @Nullable String md5(String entityTag) {
    return looksLikeMd5(entityTag) ? bare(entityTag) : null;
  }

  private static boolean looksLikeMd5(String entityTag) {
    return bare(entityTag).matches("[0-9a-f]{32}");
  }

  private static String bare(String entityTag) {
    return entityTag.replace("\"", "").toLowerCase(Locale.ROOT);
  }
}
