package dev.slipway.localaws.http;

import dev.slipway.wire.Recent;
import java.util.List;
import java.util.function.Predicate;

/// The last 50,000 requests, oldest first. A request is added before its answer is sent. Safe for
/// use by many threads.
public final class RequestLog {
  private final Recent<RecordedRequest> requests = new Recent<>(50_000);

  /// Returns a copy of the requests that are kept.
  public List<RecordedRequest> all() {
    return requests.all();
  }

  /// Returns how many kept requests have this operation name.
  public long count(String operation) {
    return count(request -> request.operation().equals(operation));
  }

  /// Returns how many kept requests match.
  public long count(Predicate<RecordedRequest> matching) {
    return requests.count(matching);
  }

  /// Removes everything so far.
  public void clear() {
    requests.clear();
  }

  /// Adds a request; called by the services.
  public void add(RecordedRequest request) {
    requests.add(request);
  }
}
