package dev.slipway.bench.ways;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Copies ranges into parts and does nothing else.
///
/// @param checked whether to compute the MD5 of every part on the way
record PlainPump(int threads, boolean checked) implements Contender {
  @Override
  public void carryOut(Job job) throws IOException, InterruptedException {
    PartThreads.run(
        job,
        threads,
        parts -> {
          var buffer = new byte[UrlParts.BUFFER_BYTES];
          for (var part = parts.poll(); part != null; part = parts.poll()) {
            UrlParts.put(job.target(part), source(job, part), part.length(), buffer);
          }
        });
  }

  private InputStream source(Job job, Job.Part part) throws IOException {
    var range = UrlParts.source(job, part.offset(), part.length());
    try {
      return checked ? new DigestInputStream(range, MessageDigest.getInstance("MD5")) : range;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java runtime lacks MD5", e);
    }
  }
}
