package dev.slipway.appstoreconnect.http;

/// Hears of every request after its answer: for budgets, counts and clock skew. Called on the
/// calling thread, by several threads at once; must be quick and must not throw.
@FunctionalInterface
public interface CallObserver {
  /// One request was answered, or failed.
  void called(CallReport report);

  /// Hears nothing.
  static CallObserver none() {
    return _ -> {};
  }
}
