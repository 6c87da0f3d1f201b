package dev.slipway.releases.content;

import java.io.Serial;

/// Carries the end of a round from the write that decides it to [ContentRun], which makes it a
/// value again; it does not leave this package.
///
/// This is the one exception by which our own code ends its work where nothing is wrong. The
/// decision falls many calls deep and in one of several threads ([BoundedWork]), between writes
/// that follow each other in straight lines; none of the callers has anything to do but to end.
final class RoundEndedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient RoundEnd end;

  RoundEndedException(RoundEnd end) {
    super("the round of content ended: " + end, null, false, false);
    this.end = end;
  }

  RoundEnd end() {
    return end;
  }
}
