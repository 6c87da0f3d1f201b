package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.upload.PartUpload.PartSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A file of any size that takes no memory: each byte follows from its offset.
final class TestFile implements PartSource {
  private final AtomicLong bytesRead = new AtomicLong();

  @Override
  public InputStream open(long offset, long length) {
    return new InputStream() {
      private long position = offset;

      @Override
      public int read() {
        if (position >= offset + length) {
          return -1;
        }
        bytesRead.incrementAndGet();
        return at(position++) & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int count) {
        int size = (int) Math.min(count, offset + length - position);
        if (size <= 0) {
          return count == 0 ? 0 : -1;
        }
        for (int i = 0; i < size; i++) {
          into[from + i] = at(position++);
        }
        bytesRead.addAndGet(size);
        return size;
      }
    };
  }

  long bytesRead() {
    return bytesRead.get();
  }

  static byte at(long position) {
    return (byte) (position * 31 + (position >> 8));
  }

  String md5(long offset, long length) {
    try (InputStream in = open(offset, length)) {
      var digest = MessageDigest.getInstance("MD5");
      digest.update(in.readAllBytes());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// Operations for a file, all at one address.
  static List<UploadOperation> operations(URI url, long sizeBytes, long partBytes) {
    var operations = new ArrayList<UploadOperation>();
    for (long offset = 0; offset < sizeBytes; offset += partBytes) {
      operations.add(
          operation(operations.size() + 1, url, offset, Math.min(partBytes, sizeBytes - offset)));
    }
    return operations;
  }

  static UploadOperation operation(int number, URI url, long offset, long length) {
    return new UploadOperation(number, "PUT", url, offset, length, List.of(), null, null);
  }
}
