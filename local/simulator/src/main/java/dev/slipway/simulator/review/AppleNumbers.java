package dev.slipway.simulator.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.simulator.state.Resource;
import java.util.Base64;

/// Apple's internal numbers, which the ids of items and some errors show instead of a resource's id
/// (review-live.md, A2 and D).
final class AppleNumbers {
  /// The kind of an app version in an item's id; see `ForeignItem.number` for the others.
  static final int APP_STORE_VERSION = 6;

  private static final long FIRST = 880_000_000;
  private static final int RANGE = 10_000_000;

  private AppleNumbers() {}

  /// Returns the internal number of a resource, always the same one.
  static String of(Resource resource) {
    return Long.toString(FIRST + Math.floorMod(resource.id().hashCode(), RANGE));
  }

  /// Returns the id of the item that holds a resource: base64 of `submission|kind|number`, not a
  /// UUID.
  static String itemId(Resource submission, int kind, Resource content) {
    return Base64.getEncoder()
        .encodeToString((submission.id() + "|" + kind + "|" + of(content)).getBytes(UTF_8));
  }
}
