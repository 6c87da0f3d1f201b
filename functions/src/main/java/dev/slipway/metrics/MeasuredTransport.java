package dev.slipway.metrics;

import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Counts the bytes of the parts that Apple accepted. As thread-safe as what it wraps.
public record MeasuredTransport(PartTransport transport, Metrics metrics) implements PartTransport {
  @Override
  public PartAnswer put(
      UploadOperation operation, InputStream body, Duration deadline, boolean askFirst)
      throws IOException {
    var answer = transport.put(operation, body, deadline, askFirst);
    if (answer.status() >= 200 && answer.status() < 300) {
      metrics.add(Metric.BYTES_SENT, (double) operation.length());
    }
    return answer;
  }
}
