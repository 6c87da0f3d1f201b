package dev.slipway.bench.ways;

import java.io.IOException;

/// Reads a part completely before it sends it, as clients do that take a part as a byte array.
record BufferedParts(int threads) implements Contender {
  @Override
  public void carryOut(Job job) throws IOException, InterruptedException {
    PartThreads.run(
        job,
        threads,
        parts -> {
          for (var part = parts.poll(); part != null; part = parts.poll()) {
            byte[] bytes;
            try (var in = UrlParts.source(job, part.offset(), part.length())) {
              bytes = in.readAllBytes();
            }
            UrlParts.put(job.target(part), bytes);
          }
        });
  }
}
