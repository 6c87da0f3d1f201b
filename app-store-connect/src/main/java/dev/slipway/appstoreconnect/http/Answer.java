package dev.slipway.appstoreconnect.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A complete answer from Apple.
record Answer(int status, String body, @Nullable String retryAfter, @Nullable Duration clockSkew) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
