package dev.slipway.bench.ways;

/// The compared ways to move the bytes. All read ranges from the source over HTTP and send them as
/// parts over HTTP; all except the first use the JDK's `HttpURLConnection`.
public enum Way {
  /// Two raw sockets and a buffer for each thread: the limit of the machine.
  RAW("raw sockets, 8 threads"),
  /// Only copies: the limit of this HTTP stack.
  PUMP_8("plain pump, 8 threads"),
  PUMP_4("plain pump, 4 threads"),
  /// The pump with the MD5 of every part, which a client needs to compare the store's entity tags.
  /// The rest of the difference to Slipway is Slipway's own cost.
  CHECKED("the same with MD5"),
  /// The deployed uploader: a pump with checksums, deadlines, checkpoints and retries.
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
