package dev.slipway.bench.ways;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Downloads the whole file to disk in one stream, then sends its parts.
record DownloadFirst(int threads) implements Contender {
  @Override
  public void carryOut(Job job) throws IOException, InterruptedException {
    Path file = Files.createTempFile("slipway-bench", ".ipa");
    try {
      try (var in = UrlParts.source(job, 0, job.sizeBytes());
          var out = Files.newOutputStream(file)) {
        var buffer = new byte[UrlParts.BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          out.write(buffer, 0, count);
        }
      }
      PartThreads.run(
          job,
          threads,
          parts -> {
            var buffer = new byte[UrlParts.BUFFER_BYTES];
            for (var part = parts.poll(); part != null; part = parts.poll()) {
              send(job, part, file, buffer);
            }
          });
    } finally {
      Files.delete(file);
    }
  }

  private static void send(Job job, Job.Part part, Path file, byte[] buffer) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ).position(part.offset());
    var range = new LimitedStream(Channels.newInputStream(channel), part.length());
    UrlParts.put(job.target(part), range, part.length(), buffer);
  }
}
