package dev.slipway.drops.metadata;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A drop's folder in memory that counts what is read of it. A file may be longer than its content:
/// the rest are zeros that nobody stores.
public final class FakeFolder implements DropObjects {
  private final TreeMap<String, ObjectVersion> files = new TreeMap<>();
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final Map<String, byte[]> ends = new ConcurrentHashMap<>();
  private final Map<String, Long> readBytes = new ConcurrentHashMap<>();
  private final Map<String, Integer> reads = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private long connectionBytes = Long.MAX_VALUE;
  private @Nullable String failing;
  private @Nullable CountDownLatch untilOpen;

  public FakeFolder with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public FakeFolder with(String path, byte[] content) {
    return with(path, content, content.length);
  }

  public FakeFolder with(String path, byte[] content, long sizeBytes) {
    files.put(path, new ObjectVersion(path, "v1", "etag-" + path, sizeBytes));
    contents.put(path, content);
    return this;
  }

  /// @param end the last bytes of the file, instead of zeros
  public FakeFolder with(String path, byte[] content, long sizeBytes, byte[] end) {
    ends.put(path, end);
    return with(path, content, sizeBytes);
  }

  /// Every read ends after so many bytes.
  public FakeFolder endingConnectionsAfter(long bytes) {
    connectionBytes = bytes;
    return this;
  }

  public FakeFolder failingAt(String path) {
    failing = path;
    return this;
  }

  /// Every read waits until so many are open.
  FakeFolder holdingUntilOpen(int count) {
    untilOpen = new CountDownLatch(count);
    return this;
  }

  public ObjectVersion file(String path) {
    return Objects.requireNonNull(files.get(path));
  }

  public long readBytes(String path) {
    return readBytes.getOrDefault(path, 0L);
  }

  public int reads(String path) {
    return reads.getOrDefault(path, 0);
  }

  public int reads() {
    return reads.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public Optional<ObjectVersion> newest(String key) {
    return list(key, Integer.MAX_VALUE).stream().filter(file -> file.key().equals(key)).findFirst();
  }

  @Override
  public List<ObjectVersion> list(String prefix, int limit) {
    return files.values().stream()
        .filter(file -> file.key().startsWith(prefix))
        .limit(limit)
        .toList();
  }

  @Override
  public InputStream open(ObjectVersion file, long offset, long length) throws IOException {
    if (file.key().equals(failing)) {
      throw new IOException("the bucket cannot be read");
    }
    if (offset < 0 || length < 1 || offset + length > file.sizeBytes()) {
      throw new IllegalArgumentException("S3 refuses the range " + offset + "+" + length);
    }
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    await();
    reads.merge(file.key(), 1, Integer::sum);
    return new CountingStream(file, offset, length);
  }

  private void await() throws IOException {
    if (untilOpen == null) {
      return;
    }
    untilOpen.countDown();
    try {
      if (!untilOpen.await(1, TimeUnit.MINUTES)) {
        throw new IOException("too few reads at the same time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private final class CountingStream extends InputStream {
    private final ObjectVersion file;
    private final InputStream content;
    private final byte[] end;
    private long position;
    private long left;

    CountingStream(ObjectVersion file, long offset, long length) {
      this.file = file;
      byte[] stored = Objects.requireNonNull(contents.get(file.key()));
      int from = (int) Math.min(offset, stored.length);
      this.content = new ByteArrayInputStream(stored, from, stored.length - from);
      this.end = ends.getOrDefault(file.key(), new byte[0]);
      this.position = offset;
      this.left = Math.min(length, connectionBytes);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      int stored;
      try {
        stored = Math.max(0, content.readNBytes(into, offset, count));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      java.util.Arrays.fill(into, offset + stored, offset + count, (byte) 0);
      for (int i = 0; i < count; i++) {
        long ofEnd = position + i - (file.sizeBytes() - end.length);
        if (ofEnd >= 0) {
          into[offset + i] = end[(int) ofEnd];
        }
      }
      position += count;
      left -= count;
      readBytes.merge(file.key(), (long) count, Long::sum);
      return count;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
