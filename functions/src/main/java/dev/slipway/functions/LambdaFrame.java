package dev.slipway.functions;

import com.amazonaws.services.lambda.runtime.Context;
import dev.slipway.aws.logging.JsonLog;
import dev.slipway.aws.logging.JsonLog.Scope;
import dev.slipway.metrics.Metrics;
import java.util.Map;

/// The frame of every invocation: log fields and metrics. Thread-safe.
///
/// When the work throws, the metrics are written too. Lambda receives the exception, and repeats
/// the event or sends it to the failure destination.
public final class LambdaFrame {
  private final Metrics metrics;

  public LambdaFrame(Deployment deployment) {
    this.metrics = deployment.metrics();
  }

  /// Begins an invocation. Until the scope is closed, every log line contains the request id;
  /// closing it writes the metrics.
  public Scope begin(Context context) {
    var fields = JsonLog.during(Map.of("requestId", context.getAwsRequestId()));
    return () -> {
      fields.close();
      metrics.flush();
    };
  }
}
