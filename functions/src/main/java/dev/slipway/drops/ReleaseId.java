package dev.slipway.drops;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/// Names one release: 52 characters of lower-case base32 over SHA-256 of the drop's bucket, key and
/// object version. The same event twice is thus the same release.
///
/// @param value matches `[a-z2-7]{52}`
public record ReleaseId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{52}");

  /// Takes an id from elsewhere, for example from a path.
  ///
  /// @throws IllegalArgumentException when it has another form
  public ReleaseId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("A release id has 52 characters out of a-z and 2-7.");
    }
  }

  /// Whether this could be the id of a release.
  public static boolean isWellFormed(String value) {
    return FORM.matcher(value).matches();
  }

  /// The id of the release that this object version starts.
  ///
  /// @param objectVersion S3's version id; `null` as text for an object without versions
  public static ReleaseId of(String bucket, String objectKey, String objectVersion) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {bucket, objectKey, objectVersion}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // Lengths keep ("ab", "c") and ("a", "bc") apart.
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha256.update(bytes);
      }
      return new ReleaseId(Base32.encode(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
