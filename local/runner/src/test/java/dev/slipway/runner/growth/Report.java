package dev.slipway.runner.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;

/// The lines that `make growth` prints, written as they come.
final class Report {
  private final Path file;

  Report(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
  }

  Report line(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    System.out.println(line);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// The requests of some work, by the function that made them.
  Report table(String title, Tally tally) {
    line("%s", title);
    tally
        .work()
        .forEach(
            (trigger, work) -> {
              line(
                  "  %-34s invocations=%d apple_calls=%d s3_requests=%d real_ms=%d",
                  trigger,
                  work.invocations,
                  work.appleCalls,
                  work.requests(kind -> kind.service().equals("s3")),
                  work.millis);
              var kinds = new TreeMap<Kind, Long>(Comparator.comparing(Kind::toString));
              kinds.putAll(work.requests);
              kinds.forEach(
                  (kind, number) ->
                      line("    %8d  %-20s %s", number, kind.operation(), kind.place()));
            });
    return this;
  }
}
