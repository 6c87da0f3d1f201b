package dev.slipway.quotas;

import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is limited for each tenant. A stock is counted by listing one marker for each thing that
/// exists now, so that no count drifts; what is used in a day is a number that starts at 0 at
/// midnight UTC.
public enum Quota {
  /// Connections whose key Apple has never accepted.
  UNVERIFIED_CONNECTIONS(
      Duration.ofHours(1),
      "connections whose key Apple has not accepted yet",
      "Correct or disconnect one of them. Slipway removes each 7 days after its key was handed in"),
  /// Connections that are not disconnected.
  CONNECTIONS(Duration.ofHours(1), "connections", "Disconnect one that you do not use"),
  /// Plans that were requested and are not made yet, at most one for each object key.
  OPEN_PLANS(
      Duration.ofMinutes(1),
      "plans that are being made",
      "Each is made within minutes; cancel one of them, or ask again later"),
  /// Uploads in parts that are neither complete nor canceled.
  OPEN_UPLOADS(
      Duration.ofMinutes(5), "uploads that are not complete", "Complete or cancel one of them"),
  /// Releases of drops that are not over.
  RELEASES_UNDER_WAY(
      Duration.ofMinutes(5),
      "releases under way",
      "Each that ends makes room, and Slipway goes on automatically"),
  /// Bytes for which addresses of uploads were given.
  UPLOADED_BYTES_A_DAY(null, "bytes of uploads today", "Upload the rest after that"),
  /// Bytes of drops that were taken in.
  DROPPED_BYTES_A_DAY(null, "bytes of drops today", "Slipway goes on automatically after that"),
  /// Questions about the readiness of apps, without those that join an open one.
  READINESS_ASKS_A_DAY(null, "questions about readiness today", "Read the last answers meanwhile");

  private final @Nullable Duration askAgain;
  private final String what;
  private final String remedy;

  Quota(@Nullable Duration askAgain, String what, String remedy) {
    this.askAgain = askAgain;
    this.what = what;
    this.remedy = remedy;
  }

  /// Returns the name in answers, such as `open-uploads`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Returns whether it limits what is used in a day.
  public boolean isDaily() {
    return askAgain == null;
  }

  /// Returns the key of the marker of a thing of this stock.
  ///
  /// @param id names the thing
  public String marker(String tenant, String id) {
    return prefix(tenant) + id;
  }

  /// Returns the start of the keys of a tenant's markers.
  String prefix(String tenant) {
    return switch (this) {
      case CONNECTIONS -> StateKeys.tenantConnections(tenant);
      case OPEN_PLANS -> StateKeys.tenantPlans(tenant);
      case UNVERIFIED_CONNECTIONS -> StateKeys.tenantStock(tenant, "unverified");
      case OPEN_UPLOADS -> StateKeys.tenantStock(tenant, "uploads");
      case RELEASES_UNDER_WAY -> StateKeys.tenantStock(tenant, "underway");
      case UPLOADED_BYTES_A_DAY, DROPPED_BYTES_A_DAY, READINESS_ASKS_A_DAY ->
          throw new IllegalStateException(this + " is used by the day");
    };
  }

  /// Returns after which time asking again makes sense; null where the day's end is that time.
  @Nullable Duration askAgain() {
    return askAgain;
  }

  /// Returns what is counted, in words.
  String what() {
    return what;
  }

  String remedy() {
    return remedy;
  }
}
