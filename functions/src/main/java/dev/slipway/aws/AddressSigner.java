package dev.slipway.aws;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Signs addresses of the drop bucket for browsers. The SDK's signer is made when the first address
/// is needed, because making it would prolong a cold start. Thread-safe.
public final class AddressSigner {
  /// How long an address is valid.
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private final Supplier<S3Presigner> making;
  private volatile @Nullable S3Presigner made;

  /// @param making called once at most
  public AddressSigner(Supplier<S3Presigner> making) {
    this.making = making;
  }

  S3Presigner presigner() {
    var present = made;
    if (present == null) {
      synchronized (this) {
        present = made;
        if (present == null) {
          present = making.get();
          made = present;
        }
      }
    }
    return present;
  }
}
