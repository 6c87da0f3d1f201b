package dev.slipway.appstoreconnect.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The checksum that Apple makes of a file sent in parts: the MD5 of the parts' binary MD5s, the
/// number of parts and the size of one, as in `0c9d494567f84bde6fbc70d90b341e40-4-5242880`. Apple
/// shows it in the answer to the commit as `sourceFileChecksums.composite`.
///
/// The rule fits two logs of Apple's Transporter, which uses an internal twin of the API. Whether
/// the public API follows it is UNCONFIRMED, so a difference is not a proof of anything.
///
/// @param md5 in lower-case hexadecimal
/// @param parts the number of parts
/// @param partSizeBytes the size of every part but the last
public record CompositeChecksum(String md5, int parts, long partSizeBytes) {

  /// What Apple's checksum says about the file that was sent.
  public enum Verdict {
    /// Apple has the same bytes.
    SAME,
    /// Apple's checksum has this form, and differs.
    DIFFERENT,
    /// Apple's checksum has another form, which proves nothing.
    OTHER_FORM
  }

  /// Computes the checksum from what is known of the parts; it reads no bytes of the file.
  ///
  /// @param operations the parts that were sent, with the MD5 of each as its entity tag
  /// @return null if there is no part, or the MD5 of one is not known
  public static @Nullable CompositeChecksum of(List<UploadOperation> operations) {
    if (operations.isEmpty()) {
      return null;
    }
    var sorted =
        operations.stream().sorted(Comparator.comparingLong(UploadOperation::offset)).toList();
    var all = digest();
    for (UploadOperation operation : sorted) {
      String tag = operation.entityTag();
      String md5 = tag == null ? null : EntityTags.md5(tag);
      if (md5 == null) {
        return null;
      }
      all.update(HexFormat.of().parseHex(md5));
    }
    return new CompositeChecksum(
        HexFormat.of().formatHex(all.digest()), sorted.size(), sorted.getFirst().length());
  }

  /// Compares with Apple's checksum, without regard to case.
  public Verdict compare(String apples) {
    String theirs = apples.toLowerCase(Locale.ROOT);
    if (!theirs.matches("[0-9a-f]{32}-" + parts + "-" + partSizeBytes)) {
      return Verdict.OTHER_FORM;
    }
    return theirs.equals(toString()) ? Verdict.SAME : Verdict.DIFFERENT;
  }

  /// Returns the checksum as Apple writes it.
  @Override
  public String toString() {
    return md5 + "-" + parts + "-" + partSizeBytes;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks MD5", e);
    }
  }
}
