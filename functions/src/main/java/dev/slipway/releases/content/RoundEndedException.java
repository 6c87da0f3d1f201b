package dev.slipway.releases.content;

import java.io.Serial;

/// Carries the end of a round from the write that decides it to [ContentRun], which turns it into a
/// value; the exception does not leave this package.
///
/// This is the only exception by which our own code ends work where nothing is wrong. The decision
/// is made many calls deep and in one of several threads ([BoundedWork]), between writes in a plain
/// sequence; every caller would only pass it on.
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
