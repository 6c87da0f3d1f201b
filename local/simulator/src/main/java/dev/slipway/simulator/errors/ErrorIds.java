package dev.slipway.simulator.errors;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of errors. Apple does not say what they consist of: UUIDs were seen
/// (fastlane/fastlane#16952), and 26 characters of base32 (Apple's developer forums). Here every
/// second one is of either form, so that no client relies on one.
final class ErrorIds {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 26;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong COUNT = new AtomicLong();

  private ErrorIds() {}

  static String next() {
    return COUNT.incrementAndGet() % 2 == 0 ? UUID.randomUUID().toString() : base32();
  }

  private static String base32() {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
    }
    return id.toString();
  }
}
