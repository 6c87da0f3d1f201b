package dev.slipway.releases.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.LoggedFailures;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropUnreadableException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectVersion IPA = new ObjectVersion("c/App.ipa", "v1", "\"e\"", 10);

  /// The release says only that the bucket cannot be read; an operator needs S3's answer.
  @Test
  void whyTheDropBucketCannotBeReadIsInTheLog() throws Exception {
    var denied =
        new DropUnreadableException(
            "drop bucket: reading c/App.ipa failed: answer 403 AccessDenied", new IOException());

    try (var logged = new LoggedFailures(Transfer.class);
        var transport = new UrlConnectionTransport()) {
      var upload =
          new PartUpload(
              transport,
              UploadOptions.defaults(),
              InstantSource.fixed(NOW),
              _ -> {},
              new Random(1));
      var release = release();
      var result =
          new Transfer(new Unreadable(denied), upload, PartHosts.appleAndLoopback())
              .run(release, _ -> true, () -> true, () -> release);

      assertUnreadable(result);
      assertThat(logged.all()).containsExactly(denied);
    }
  }

  private static void assertUnreadable(StepResult result) {
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause().type()).isEqualTo(ProblemType.DROP_UNREADABLE));
  }

  private static ReleaseRecord release() {
    var operation =
        new UploadOperation(
            1,
            "PUT",
            URI.create("https://127.0.0.1:1/part"),
            0,
            IPA.sizeBytes(),
            List.of(),
            null,
            null);
    return ReleaseRecord.received(
            new ReleaseId("a".repeat(26)),
            ConnectionId.of("tenant", "issuer"),
            "tenant",
            new Drop("drops", Drop.Kind.BARE_IPA, IPA, NOW),
            NOW,
            NOW)
        .withDesired(
            new Desired(
                IPA, "com.example.app", "1.0", "1", Platform.IOS, false, Desired.Terms.OPEN))
        .withBuild(
            BuildLedger.EMPTY
                .reserved(new BuildUploadId("upload"))
                .fileReserved(
                    new BuildUploadFileId("file"), List.of(new UploadPart(operation, false))));
  }

  /// A bucket that the function may not read.
  private record Unreadable(IOException failure) implements DropObjects {
    @Override
    public Optional<ObjectVersion> newest(String key) {
      return Optional.empty();
    }

    @Override
    public List<ObjectVersion> list(String prefix, int limit) {
      return List.of();
    }

    @Override
    public InputStream open(ObjectVersion object, long offset, long length) throws IOException {
      throw failure;
    }
  }
}
