package dev.slipway.appstoreconnect.http;

/// Observes every request after its answer, for budgets, counts and clock skew. Called on the
/// calling thread, by several threads at once; must be quick and must not throw.
@FunctionalInterface
public interface CallObserver {
  /// Called after a request was answered or failed.
  void called(CallReport report);

  /// Returns an observer that does nothing.
  static CallObserver none() {
    return _ -> {};
  }
}
