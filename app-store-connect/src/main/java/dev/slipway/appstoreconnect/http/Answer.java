package dev.slipway.appstoreconnect.http;

import java.time.Duration;
import java.util.Optional;

/// What Apple answered, whole.
record Answer(int status, String body, Optional<String> retryAfter, Optional<Duration> clockSkew) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
