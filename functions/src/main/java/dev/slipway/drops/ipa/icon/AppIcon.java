package dev.slipway.drops.ipa.icon;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The small icon of an app: a square PNG of at most [#MAX_BYTES] bytes. Immutable.
///
/// It is an object of the drop bucket whose key contains its checksum, so all releases of an app
/// with the same icon share one object. The folder is beside those of the connections: who may put
/// drops cannot put icons.
public final class AppIcon {
  /// The largest side: twice that of the largest place in which pages show icons.
  public static final int MAX_SIDE_PIXELS = 120;

  public static final int MAX_BYTES = 20 << 10;

  private static final String FOLDER = "icons/";
  private static final int ID_BYTES = 16;

  private final byte[] png;
  private final String id;

  AppIcon(byte[] png) {
    this.png = png.clone();
    this.id = id(png);
  }

  private static String id(byte[] png) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(png);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Returns the folder of a connection's icons in the drop bucket, with a slash at its end.
  public static String folder(String connectionId) {
    return FOLDER + connectionId + "/";
  }

  /// Returns the key of an icon in the drop bucket.
  public static String key(String connectionId, String id) {
    return folder(connectionId) + id + ".png";
  }

  /// Returns the start of the SHA-256 of the content: 32 hexadecimal digits.
  public String id() {
    return id;
  }

  public byte[] png() {
    return png.clone();
  }
}
