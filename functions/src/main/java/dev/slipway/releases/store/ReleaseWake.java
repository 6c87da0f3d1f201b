package dev.slipway.releases.store;

import dev.slipway.releases.ReleaseId;
import java.util.Optional;

/// The request in a wake object under `wake/release/`, by the last segment of its key: `<id>`,
/// `told-<id>` or `heard-<id>`.
public record ReleaseWake(ReleaseId id, Cause cause) {
  private static final String TOLD = "told-";
  private static final String HEARD = "heard-";

  /// Why the object was created.
  public enum Cause {
    /// A function or a person requested a check.
    WANTED,
    /// Apple's webhook reported a change, so Slipway asks Apple.
    TOLD,
    /// Apple's webhook reported nothing new, so Slipway only records that it arrived.
    HEARD
  }

  /// Reads the last segment; empty when it is not of this form.
  public static Optional<ReleaseWake> parse(String wakeId) {
    if (wakeId.startsWith(TOLD)) {
      return of(wakeId.substring(TOLD.length()), Cause.TOLD);
    }
    if (wakeId.startsWith(HEARD)) {
      return of(wakeId.substring(HEARD.length()), Cause.HEARD);
    }
    return of(wakeId, Cause.WANTED);
  }

  private static Optional<ReleaseWake> of(String id, Cause cause) {
    return ReleaseId.parse(id).map(found -> new ReleaseWake(found, cause));
  }

  String wakeId() {
    return switch (cause) {
      case WANTED -> id.value();
      case TOLD -> TOLD + id;
      case HEARD -> HEARD + id;
    };
  }
}
