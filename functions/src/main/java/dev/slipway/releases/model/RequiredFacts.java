package dev.slipway.releases.model;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.EncryptionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Facts that the planner ensures before it plans a step. A missing fact is a bug in Slipway, never
/// a fault of the input.
public final class RequiredFacts {
  private RequiredFacts() {}

  public static Desired desired(ReleaseRecord release) {
    return present(release.desired(), "the drop was read");
  }

  public static AppId app(ReleaseRecord release) {
    return present(release.app(), "the app was found").id();
  }

  public static BuildUploadId uploadId(ReleaseRecord release) {
    return present(release.build().uploadId(), "the upload was reserved");
  }

  public static BuildUploadFileId fileId(ReleaseRecord release) {
    return present(release.build().fileId(), "the file was reserved");
  }

  public static Version version(ReleaseRecord release) {
    return present(release.version().version(), "the version was found or created");
  }

  public static EncryptionLedger encryption(ReleaseRecord release) {
    return present(release.build().encryption(), "the encryption declarations were read");
  }

  /// Returns when the write whose outcome is unknown was about to be made.
  public static Optional<Instant> intentAt(ReleaseRecord release) {
    return Optional.ofNullable(release.intent()).map(Intent::at);
  }

  private static <T> T present(@Nullable T value, String fact) {
    if (value == null) {
      throw new IllegalStateException("planned before " + fact);
    }
    return value;
  }
}
