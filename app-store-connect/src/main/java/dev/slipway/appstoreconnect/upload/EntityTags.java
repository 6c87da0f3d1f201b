package dev.slipway.appstoreconnect.upload;

import java.util.Locale;

/// What one run has seen of the store's entity tags: whether a part's checksum is worth taking.
///
/// An MD5 costs as much of the processor as all the rest of sending a part, and says something only
/// where the store answers with one. So it is taken until the first answers are there, and from
/// then on only if one of them looked like an MD5. Which tags Apple's part hosts answer with is
/// UNCONFIRMED; both kinds are met. Thread-safe.
final class EntityTags {
  private enum Seen {
    NOTHING,
    NO_CHECKSUM,
    CHECKSUM
  }

  private Seen seen = Seen.NOTHING;

  /// Whether to take the checksum of the next part.
  synchronized boolean areWorthAChecksum() {
    return seen != Seen.NO_CHECKSUM;
  }

  /// A tag that a part was taken with, empty when there was none.
  synchronized void add(String entityTag) {
    if (looksLikeMd5(entityTag)) {
      seen = Seen.CHECKSUM;
    } else if (seen == Seen.NOTHING) {
      seen = Seen.NO_CHECKSUM;
    }
  }

  /// Whether a tag that looks like an MD5 is another one. Other tags say nothing.
  static boolean contradict(String entityTag, String md5) {
    return looksLikeMd5(entityTag) && !bare(entityTag).equals(md5);
  }

  private static boolean looksLikeMd5(String entityTag) {
    return bare(entityTag).matches("[0-9a-f]{32}");
  }

  private static String bare(String entityTag) {
    return entityTag.replace("\"", "").toLowerCase(Locale.ROOT);
  }
}
