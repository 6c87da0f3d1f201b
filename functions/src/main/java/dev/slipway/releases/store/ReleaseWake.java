package dev.slipway.releases.store;

import dev.slipway.releases.ReleaseId;
import java.util.Optional;

/// What a wake object under `wake/release/` asks for, by the last segment of its key: `<id>`,
/// `told-<id>` or `heard-<id>`.
public record ReleaseWake(ReleaseId id, Cause cause) {
  private static final String TOLD = "told-";
  private static final String HEARD = "heard-";

  /// Why.
  public enum Cause {
    /// Somebody wants it looked at.
    WANTED,
    /// Apple's webhook told of a change: Apple is to be asked.
    TOLD,
    /// Apple's webhook told what was known: only that it arrives is worth a note.
    HEARD
  }

  /// Reads the last segment; empty when it is none of ours.
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
