package dev.slipway.connections.verdict;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a key can do, with how sure that is and what it rests on. Reading alone proves no right to
/// write, so writing is at best [Evidence#LIKELY].
public record Capabilities(
    Finding readApps, Finding uploadBuilds, Finding editVersions, Finding submitForReview) {

  /// How sure.
  public enum Evidence {
    YES,
    LIKELY,
    NO,
    UNKNOWN
  }

  /// One capability.
  ///
  /// @param ground for people: which answer of Apple's it rests on; empty when there was none
  public record Finding(Evidence evidence, String ground) {}

  private static final Finding NOTHING_KNOWN = new Finding(Evidence.UNKNOWN, "");
  private static final Finding REFUSED =
      new Finding(Evidence.NO, "Apple refuses this key, so it can do nothing.");
  private static final Finding READS =
      new Finding(Evidence.YES, "Apple answered with the list of apps.");

  /// Nothing was found out.
  public static final Capabilities UNKNOWN =
      new Capabilities(NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN);

  /// Apple refuses the key.
  public static final Capabilities NONE = new Capabilities(REFUSED, REFUSED, REFUSED, REFUSED);

  /// The list of apps came; what else the key can do could not be asked.
  ///
  /// @param reason for people: why it could not
  public static Capabilities readingOnly(String reason) {
    var open = new Finding(Evidence.UNKNOWN, reason);
    return new Capabilities(READS, open, open, open);
  }

  /// Reading review submissions is refused, as it is below App Manager.
  ///
  /// @param upload what the list of builds told
  public static Capabilities belowAppManager(Finding upload) {
    var refused =
        new Finding(
            Evidence.NO,
            "Apple refuses to show review submissions to this key, as it does to every role below"
                + " App Manager.");
    return new Capabilities(READS, upload, refused, refused);
  }

  /// Reading review submissions is allowed, as it is with App Manager and Admin.
  public static Capabilities managing() {
    var likely =
        new Finding(
            Evidence.LIKELY,
            "Apple shows review submissions to this key, as it does with App Manager and Admin."
                + " Reading proves no right to write; the first release will.");
    return new Capabilities(READS, likely, likely, likely);
  }

  /// Whether a release would fail for want of a right, as far as can be told.
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
