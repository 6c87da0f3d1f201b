package dev.slipway.localaws.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The last 50,000 requests, oldest first. A request is in it before its answer is sent. Safe for
/// use by many threads.
public final class RequestLog {
  private static final int LIMIT = 50_000;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  /// A copy of all that is kept.
  public synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  /// How many kept requests have this operation name.
  public long count(String operation) {
    return count(request -> request.operation().equals(operation));
  }

  /// How many kept requests match.
  public synchronized long count(Predicate<RecordedRequest> matching) {
    return requests.stream().filter(matching).count();
  }

  /// Forgets everything so far.
  public synchronized void clear() {
    requests.clear();
  }

  /// Adds one; for the services.
  public synchronized void add(RecordedRequest request) {
    if (requests.size() == LIMIT) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }
}
