package dev.slipway.state;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The key of every document in the state bucket, as docs/architecture.md lists them.
public final class StateKeys {
  public static final String OPEN_PREFIX = "open/";
  public static final String CONNECTIONS_PREFIX = "connections/";
  public static final String BUDGETS_PREFIX = "budgets/";
  public static final String CHECKS_PREFIX = "checks/";
  public static final String READINESS_PREFIX = "readiness/";

  /// The position of the round over the drop bucket.
  public static final String DROP_SWEEP = "sweeps/drops.json";

  /// When the sweep over the open releases last ended.
  public static final String REVIEW_SWEEP = "sweeps/review.json";

  /// The lease objects of those who move bytes: `slots/<n>`.
  public static final String SLOTS_PREFIX = "slots/";

  /// What tenants have and use, as far as quotas count it. Apart from what else a tenant has,
  /// because a rule of the bucket forgets deleted markers after a day: listing past them is slow.
  public static final String QUOTAS_PREFIX = "quotas/";

  /// The start of the keys of connect links; a link's ID follows.
  public static final String CONNECT_LINKS_PREFIX = "connect-links/";

  public static final String LEAVING_ORDERS_PREFIX = "leaving/orders/";
  public static final String REMOVALS_PREFIX = "removals/";
  public static final String WAKE_RELEASE_PREFIX = "wake/release/";
  public static final String WAKE_INTAKE_PREFIX = "wake/intake/";
  public static final String WAKE_CHECK_PREFIX = "wake/check/";

  /// The prefix of the keys of all releases that are followed at Apple.
  public static final String FOLLOWING_PREFIX = "following/";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private StateKeys() {}

  public static String connection(RecordId id) {
    return CONNECTIONS_PREFIX + id.value() + ".json";
  }

  public static String release(RecordId id) {
    return "releases/" + id.value() + ".json";
  }

  /// The files of a release's folder with their versions, pinned at the start and never changed.
  public static String releaseFiles(RecordId id) {
    return "releases/" + id.value() + "/files.json";
  }

  /// The screenshots and previews of a release, as people see them.
  public static String releasePictures(RecordId id) {
    return "releases/" + id.value() + "/pictures.json";
  }

  /// The facts about the media files of one drop folder, by path and version; a cache.
  ///
  /// @param folderHash see [KeyHash]
  public static String mediaFacts(RecordId connectionId, String folderHash) {
    return apps(connectionId) + "media/" + folderHash + ".json";
  }

  /// The rate budget of one Apple key, for all its users.
  ///
  /// @param fingerprint of the key's public half, hexadecimal
  public static String budget(String fingerprint) {
    return BUDGETS_PREFIX + segment(fingerprint) + ".json";
  }

  /// What a person should know about one app, on whichever platforms, between its releases.
  public static String appWarnings(RecordId connectionId, String appId) {
    return readiness(connectionId) + appId + ".json";
  }

  /// The lanes of one app, one for each platform.
  public static String lanes(RecordId connectionId, String appId) {
    return "apps/" + connectionId.value() + "/" + appId + "-";
  }

  /// The registration of one app's webhook at Apple.
  public static String webhook(RecordId connectionId, String appId) {
    return webhooks(connectionId) + appId + ".json";
  }

  /// The prefix of [#webhook].
  public static String webhooks(RecordId connectionId) {
    return "webhooks/" + connectionId.value() + "/";
  }

  /// What App Review would miss of one app on one platform: the last answer, and an open ask.
  public static String readiness(RecordId connectionId, String appId, String platform) {
    return readiness(connectionId) + appId + "-" + platform + ".json";
  }

  /// The prefix of [#readiness(RecordId, String, String)].
  public static String readiness(RecordId connectionId) {
    return READINESS_PREFIX + connectionId.value() + "/";
  }

  /// The prefix of [#delivery].
  public static String deliveries(RecordId connectionId) {
    return "deliveries/" + connectionId.value() + "/";
  }

  /// The mark of a notification that was acted on.
  ///
  /// @param eventHash see [KeyHash]
  public static String delivery(RecordId connectionId, String eventHash) {
    return deliveries(connectionId) + eventHash;
  }

  /// The lane of one app: lease, current release, queue.
  public static String app(RecordId connectionId, String appId, String platform) {
    return apps(connectionId) + appId + "-" + platform;
  }

  public static String tenantConnections(String tenant) {
    return "tenants/" + segment(tenant) + "/connections/";
  }

  public static String tenantConnection(String tenant, RecordId id) {
    return tenantConnections(tenant) + id.value();
  }

  /// The marker of a connection that was made with this key.
  ///
  /// @param fingerprint of the key's public half, hexadecimal
  public static String tenantKey(String tenant, String fingerprint, RecordId id) {
    return tenantKeys(tenant, fingerprint) + id.value();
  }

  /// The prefix of [#tenantKey].
  public static String tenantKeys(String tenant, String fingerprint) {
    return "tenants/" + segment(tenant) + "/keys/" + segment(fingerprint) + "/";
  }

  public static String tenantReleases(String tenant) {
    return "tenants/" + segment(tenant) + "/releases/";
  }

  /// Returns a key that sorts newest first: the stamp counts down. Keys that go on after a `~` say
  /// more of the release.
  public static String tenantRelease(String tenant, Instant receivedAt, RecordId id) {
    return tenantReleases(tenant) + newestFirst(receivedAt) + "-" + id.value();
  }

  /// The sweep's marker: this release is due at that minute.
  public static String open(Instant due, RecordId id) {
    return OPEN_PREFIX + MINUTE.format(due) + "/" + id.value();
  }

  /// Markers of [#open] of this minute and later sort after this key.
  public static String openFrom(Instant from) {
    return OPEN_PREFIX + MINUTE.format(from) + "/";
  }

  /// The prefix of the keys of a connection's followed releases; the rest of such a key says how
  /// Apple last showed the release.
  public static String following(RecordId connectionId) {
    return FOLLOWING_PREFIX + connectionId.value() + "/";
  }

  /// Markers that sort before this key are due at `now`.
  public static String openUntil(Instant now) {
    return OPEN_PREFIX + MINUTE.format(now) + "/~";
  }

  /// This connection is checked again at that minute.
  public static String checkDue(Instant due, RecordId id) {
    return CHECKS_PREFIX + MINUTE.format(due) + "/" + id.value();
  }

  /// What this connect link has to announce is looked for from that minute on.
  ///
  /// @param name says which link, and is no connection's id
  public static String linkDue(Instant due, String name) {
    return CHECKS_PREFIX + MINUTE.format(due) + "/" + segment(name);
  }

  /// Markers of [#checkDue] and [#linkDue] that sort before this key are due at `now`.
  public static String checkDueUntil(Instant now) {
    return CHECKS_PREFIX + MINUTE.format(now) + "/~";
  }

  /// From that minute on, the remains of this disconnected connection are removed.
  public static String removalDue(Instant due, RecordId id) {
    return REMOVALS_PREFIX + MINUTE.format(due) + "/" + id.value();
  }

  /// Markers of [#removalDue] that sort before this key are due at `now`.
  public static String removalDueUntil(Instant now) {
    return REMOVALS_PREFIX + MINUTE.format(now) + "/~";
  }

  /// The lease objects of a tenant's invocations that read drops or make plans:
  /// `turns/<tenant>/<n>`.
  public static String turns(String tenant) {
    return "turns/" + segment(tenant) + "/";
  }

  /// The prefix of [#waiting].
  ///
  /// @param leases the prefix of the lease objects
  public static String allWaiting(String leases) {
    return leases + "waiting/";
  }

  /// The marker of a release that waits for a lease object; the oldest drop sorts first.
  ///
  /// @param leases the prefix of the lease objects
  public static String waiting(String leases, String tenant, Instant receivedAt, RecordId id) {
    return allWaiting(leases)
        + String.format("%013d", receivedAt.toEpochMilli())
        + "-"
        + id.value()
        + "~"
        + segment(tenant);
  }

  /// Returns the ID in a marker of [#waiting]; any text when the key is not a marker.
  public static String idOfWaiting(String key) {
    String id = idOfMarker(key);
    int end = id.indexOf('~');
    return end < 0 ? id : id.substring(0, end);
  }

  /// Returns the tenant in a marker of [#waiting]; any text when the key is not a marker.
  public static String tenantOfWaiting(String key) {
    return URLDecoder.decode(key.substring(key.indexOf('~') + 1), StandardCharsets.UTF_8);
  }

  /// The start of the keys of one stock of a tenant: one marker for each thing that counts.
  ///
  /// @param stock such as `uploads`
  public static String tenantStock(String tenant, String stock) {
    return tenantStocks(tenant) + stock + "/";
  }

  /// The start of the keys of all stocks of a tenant.
  public static String tenantStocks(String tenant) {
    return QUOTAS_PREFIX + segment(tenant) + "/";
  }

  /// The start of the keys of [#tenantQueued].
  public static String tenantQueue(String tenant) {
    return tenantStock(tenant, "queued");
  }

  /// The marker of a release that waits until its tenant's quotas have room; the oldest drop sorts
  /// first.
  public static String tenantQueued(String tenant, Instant receivedAt, RecordId id) {
    return tenantQueue(tenant)
        + String.format("%013d", receivedAt.toEpochMilli())
        + "-"
        + id.value();
  }

  /// What a tenant used today; may be lost.
  public static String quotas(String tenant) {
    return QUOTAS_PREFIX + segment(tenant) + ".json";
  }

  /// The record of a connect link.
  ///
  /// @param tokenHash the SHA-256 of its token, hexadecimal
  public static String connectLink(String tokenHash) {
    return CONNECT_LINKS_PREFIX + segment(tokenHash) + ".json";
  }

  /// The marker of a tenant's connect link: its id, then the rest of the hash of its token.
  public static String tenantConnectLink(String tenant, RecordId id, String restOfHash) {
    return tenantConnectLinks(tenant) + id.value() + "~" + segment(restOfHash);
  }

  /// The start of the keys of [#tenantPlan].
  public static String tenantPlans(String tenant) {
    return "tenants/" + segment(tenant) + "/plans/";
  }

  /// Which release is the newest plan of an object key.
  ///
  /// @param keyHash see [KeyHash]
  public static String tenantPlan(String tenant, String keyHash) {
    return tenantPlans(tenant) + keyHash;
  }

  /// The start of all keys of a tenant's lists and markers.
  public static String tenant(String tenant) {
    return "tenants/" + segment(tenant) + "/";
  }

  /// The start of the keys of [#tenantConnectLink]; the rest begins with the link's ID.
  public static String tenantConnectLinks(String tenant) {
    return tenant(tenant) + "connect-links/";
  }

  /// The order to remove all of a tenant's data.
  public static String leavingOrder(String tenantHash) {
    return LEAVING_ORDERS_PREFIX + tenantHash + ".json";
  }

  /// The start of the keys of the connections whose remains a tenant's leaving removes; the rest is
  /// the connection's ID.
  public static String leavingConnections(String tenantHash) {
    return "leaving/connections/" + tenantHash + "/";
  }

  /// The start of the keys of a tenant's acts.
  public static String audit(String tenant) {
    return "audit/" + segment(tenant) + "/";
  }

  /// One act of a tenant; the newest sorts first.
  ///
  /// @param id see [KeyHash]
  public static String audit(String tenant, Instant at, String id) {
    return audit(tenant) + newestFirst(at) + "-" + id;
  }

  /// The start of the keys of all lanes and caches of a connection.
  public static String apps(RecordId connectionId) {
    return "apps/" + connectionId.value() + "/";
  }

  /// Returns the ID in a marker of [#open] or [#tenantRelease]; any text when the key is not a
  /// marker.
  public static String idOfMarker(String key) {
    String last = key.substring(key.lastIndexOf('/') + 1);
    int end = last.indexOf('~');
    return last.substring(last.indexOf('-') + 1, end < 0 ? last.length() : end);
  }

  public static String wakeRelease(RecordId id) {
    return WAKE_RELEASE_PREFIX + id.value();
  }

  /// Requests drop-intake to read this release's drop, or to make its plan.
  public static String wakeIntake(RecordId id) {
    return WAKE_INTAKE_PREFIX + id.value();
  }

  public static String wakeCheck(RecordId id) {
    return WAKE_CHECK_PREFIX + id.value();
  }

  private static String newestFirst(Instant time) {
    return String.format("%013d", 9_999_999_999_999L - time.toEpochMilli());
  }

  /// Encodes a tenant's name, which may contain anything its issuer allows; a key's segment may
  /// not.
  private static String segment(String tenant) {
    return URLEncoder.encode(tenant, StandardCharsets.UTF_8);
  }
}
