package dev.slipway.connections.verdict;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a key can do, how certain that is, and on which answer of Apple it is based. Reading does
/// not prove write access, so for writes the best result is [Evidence#LIKELY].
public record Capabilities(
    Finding readApps, Finding uploadBuilds, Finding editVersions, Finding submitForReview) {

  /// How certain a capability is.
  public enum Evidence {
    YES,
    LIKELY,
    NO,
    UNKNOWN
  }

  /// One capability.
  ///
  /// @param ground the answer of Apple on which it is based, for people; empty without one
  public record Finding(Evidence evidence, String ground) {}

  private static final Finding NOTHING_KNOWN = new Finding(Evidence.UNKNOWN, "");
  private static final Finding REFUSED =
      new Finding(Evidence.NO, "Apple rejects this key, so it can do nothing.");
  private static final Finding READS =
      new Finding(Evidence.YES, "Apple answered with the list of apps.");

  /// The check found nothing.
  public static final Capabilities UNKNOWN =
      new Capabilities(NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN);

  /// Apple rejects the key.
  public static final Capabilities NONE = new Capabilities(REFUSED, REFUSED, REFUSED, REFUSED);

  /// Returns the capabilities of a key that can read the list of apps, when nothing else could be
  /// tested.
  ///
  /// @param reason why nothing else could be tested, for people
  public static Capabilities readingOnly(String reason) {
    var open = new Finding(Evidence.UNKNOWN, reason);
    return new Capabilities(READS, open, open, open);
  }

  /// Returns the capabilities of a key that cannot read review submissions, like every role below
  /// App Manager.
  ///
  /// @param upload the result of reading the list of builds
  public static Capabilities belowAppManager(Finding upload) {
    var refused =
        new Finding(
            Evidence.NO,
            "Apple shows review submissions only to the roles App Manager and Admin, and not to"
                + " this key.");
    return new Capabilities(READS, upload, refused, refused);
  }

  /// Returns the capabilities of a key that can read review submissions, like App Manager and
  /// Admin.
  public static Capabilities managing() {
    var likely =
        new Finding(
            Evidence.LIKELY,
            "Apple shows review submissions to this key, as it does to App Manager and Admin."
                + " Reading does not prove write access; the first release does.");
    return new Capabilities(READS, likely, likely, likely);
  }

  /// Returns whether a release would fail because the key lacks a right, as far as the check knows.
  boolean forbidReleases() {
    return submitForReview.evidence == Evidence.NO
        || editVersions.evidence == Evidence.NO
        || uploadBuilds.evidence == Evidence.NO;
  }

  /// Returns two objects: how sure each capability is, and the ground for it.
  Map<String, @Nullable Object> toJson() {
    return JsonFields.with(
            "capabilities",
            JsonFields.with("readApps", readApps.evidence)
                .put("uploadBuilds", uploadBuilds.evidence)
                .put("editVersions", editVersions.evidence)
                .put("submitForReview", submitForReview.evidence))
        .put(
            "evidence",
            JsonFields.with("readApps", readApps.ground)
                .put("uploadBuilds", uploadBuilds.ground)
                .put("editVersions", editVersions.ground)
                .put("submitForReview", submitForReview.ground))
        .toMap();
  }

  /// Reads what [#toJson()] wrote; records of earlier versions have no grounds.
  static Capabilities fromJson(JsonObject json) {
    return new Capabilities(
        finding("readApps", json),
        finding("uploadBuilds", json),
        finding("editVersions", json),
        finding("submitForReview", json));
  }

  private static Finding finding(String name, JsonObject json) {
    var ground = json.optionalObject("evidence").flatMap(texts -> texts.optionalString(name));
    return new Finding(
        json.object("capabilities").constant(name, Evidence.class), ground.orElse(""));
  }
}
