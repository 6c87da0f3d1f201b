package dev.slipway.releases.slots;

import dev.slipway.releases.slots.LeasePool.Lease;
import dev.slipway.state.Documents.Versioned;

/// A lease object that an invocation holds. Immutable.
public final class Held {
  private final String key;
  private final Versioned<Lease> lease;

  Held(String key, Versioned<Lease> lease) {
    this.key = key;
    this.lease = lease;
  }

  String key() {
    return key;
  }

  Versioned<Lease> lease() {
    return lease;
  }
}
