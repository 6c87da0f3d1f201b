package dev.slipway.bench.ways;

/// The ways to move the bytes that are compared. All read ranges from the source over HTTP and send
/// them as parts over HTTP; all but the first use the JDK's `HttpURLConnection`.
public enum Way {
  /// Two bare sockets and a buffer for each thread: what the machine can do.
  RAW("raw sockets, 8 threads"),
  /// Nothing but copying, as fast as this HTTP stack goes.
  PUMP_8("plain pump, 8 threads"),
  PUMP_4("plain pump, 4 threads"),
  /// The pump that also takes the MD5 of every part, as a client must that compares the store's
  /// entity tags: what is left to Slipway beside the price of that.
  CHECKED("the same with MD5"),
  /// What is deployed: a pump with checksums, deadlines, checkpoints and repetition.
  SLIPWAY("Slipway"),
  SEQUENTIAL("one part at a time"),
  DOWNLOADED("download, then upload"),
  BUFFERED("each part in memory");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public Contender contender() {
    return switch (this) {
      case RAW -> new RawPump(8);
      case PUMP_8 -> new PlainPump(8, false);
      case PUMP_4 -> new PlainPump(4, false);
      case CHECKED -> new PlainPump(8, true);
      case SLIPWAY -> new SlipwayUpload();
      case SEQUENTIAL -> new PlainPump(1, false);
      case DOWNLOADED -> new DownloadFirst(8);
      case BUFFERED -> new BufferedParts(8);
    };
  }
}
