package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.IpaReader;
import dev.slipway.drops.ipa.VirtualIpa;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.bytes.Transfer;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/// What release-upload does with the bytes of a [VirtualIpa], for a JVM with a small heap: reads
/// what it wants to know, then transfers the whole. Arguments: size of the bulk in bytes, address
/// that takes the parts. Prints what it read, in one line.
final class LargeTransfer {
  private static final int PART_BYTES = 5 << 20;
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private LargeTransfer() {}

  /// A range that was read.
  record Range(long offset, long length) {}

  /// The drop bucket with the one object.
  private record Bucket(VirtualIpa ipa, List<Range> reads) implements DropObjects {
    @Override
    public Optional<ObjectVersion> newest(String key) {
      return Optional.empty();
    }

    @Override
    public List<ObjectVersion> list(String prefix, int limit) {
      return List.of();
    }

    @Override
    public InputStream open(ObjectVersion object, long offset, long length) {
      reads.add(new Range(offset, length));
      return ipa.open(offset, length);
    }
  }

  public static void main(String[] arguments) throws Exception {
    var ipa = new VirtualIpa(Long.parseLong(arguments[0]));
    var store = URI.create(arguments[1]);
    var reads = Collections.synchronizedList(new ArrayList<Range>());
    var pinned = new ObjectVersion("drops/big.ipa", "v1", "\"e\"", ipa.sizeBytes());
    var bucket = new Bucket(ipa, reads);

    var bundle = IpaReader.read(ranges(bucket, pinned)).app();
    var inspection = List.copyOf(reads);
    reads.clear();
    boolean finished = transfer(bucket, release(pinned, store));

    long end = 0;
    var sorted = new ArrayList<>(reads);
    sorted.sort(java.util.Comparator.comparingLong(Range::offset));
    boolean gapless = true;
    for (Range range : sorted) {
      gapless &= range.offset() == end;
      end = range.offset() + range.length();
    }
    System.out.printf(
        "bundle=%s app=%d reads=%d bytes=%d info-plist-read=%d finished=%b every-byte-once=%b%n",
        bundle.bundleId(),
        bundle.facts().archive().appSizeBytes(),
        inspection.size(),
        inspection.stream().mapToLong(Range::length).sum(),
        1 + firstOf(inspection, ipa.infoPlistOffset()),
        finished,
        gapless && end == ipa.sizeBytes());
  }

  private static int firstOf(List<Range> reads, long offset) {
    for (int i = 0; i < reads.size(); i++) {
      var range = reads.get(i);
      if (range.offset() <= offset && offset < range.offset() + range.length()) {
        return i;
      }
    }
    return Integer.MAX_VALUE - 1;
  }

  private static ByteRanges ranges(Bucket bucket, ObjectVersion pinned) {
    return new ByteRanges() {
      @Override
      public long sizeBytes() {
        return pinned.sizeBytes();
      }

      @Override
      public byte[] read(long offset, int length) throws IOException {
        try (var in = bucket.open(pinned, offset, length)) {
          return in.readNBytes(length);
        }
      }
    };
  }

  private static boolean transfer(Bucket bucket, ReleaseRecord release)
      throws InterruptedException {
    var latest = new AtomicReference<>(release);
    try (var transport = new UrlConnectionTransport()) {
      var upload =
          new PartUpload(
              transport,
              UploadOptions.defaults(),
              InstantSource.system(),
              Sleeper.real(),
              RandomGenerator.getDefault());
      new Transfer(bucket, upload, PartHosts.appleAndLoopback())
          .run(
              release,
              parts -> {
                latest.updateAndGet(now -> now.withBuild(now.build().finished(parts)));
                return true;
              },
              () -> true,
              latest::get);
    }
    return latest.get().build().allPartsFinished();
  }

  private static ReleaseRecord release(ObjectVersion ipa, URI store) {
    var parts = new ArrayList<UploadPart>();
    for (long offset = 0; offset < ipa.sizeBytes(); offset += PART_BYTES) {
      var operation =
          new UploadOperation(
              parts.size() + 1,
              "PUT",
              store.resolve("/" + offset),
              offset,
              Math.min(PART_BYTES, ipa.sizeBytes() - offset),
              List.of(),
              null,
              null);
      parts.add(new UploadPart(operation, false));
    }
    return ReleaseRecord.received(
            new ReleaseId("a".repeat(26)),
            ConnectionId.of("tenant", "issuer"),
            "tenant",
            new Drop("drops", Drop.Kind.BARE_IPA, ipa, NOW),
            NOW,
            NOW)
        .withDesired(
            new Desired(
                ipa, "com.example.big", "1.0", "1", Platform.IOS, false, Desired.Terms.OPEN))
        .withBuild(
            BuildLedger.EMPTY
                .reserved(new BuildUploadId("upload"))
                .fileReserved(new BuildUploadFileId("file"), parts));
  }
}
