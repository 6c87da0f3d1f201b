package dev.slipway.releases.model.ledgers;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found and done for a version's texts, media and review information.
///
/// @param state the progress
/// @param resources Apple's ids by what they name, for example `versionLocalization/de-DE`,
///   `appInfoLocalization/de-DE`, `appInfo`, `ageRating`, `reviewDetail`; with them, Apple's
///   errors, which contain ids, are translated to the drop's files
/// @param assets the drop's media that this release reserved at Apple, by file path
/// @param processingSince when the last asset was committed; null before
/// @param looks how often Apple's progress in processing was read since then
/// @param informationSeenAt when preflight saw that the app's information is as the drop wants it;
///   null when it was not
@RecordBuilder
public record ContentLedger(
    State state,
    Map<String, String> resources,
    Map<String, Asset> assets,
    @Nullable Instant processingSince,
    int looks,
    @Nullable Instant informationSeenAt)
    implements ContentLedgerBuilder.With {
  /// Keys of `resources`. A locale follows those that end with a slash.
  public static final String APP_INFO = "appInfo";

  public static final String AGE_RATING = "ageRating";
  public static final String REVIEW_DETAIL = "reviewDetail";
  public static final String VERSION_LOCALE = "versionLocalization/";
  public static final String INFORMATION_LOCALE = "appInfoLocalization/";

  /// With locale and display type: the library that has the media there, instead of a set.
  public static final String MEDIA_LIBRARY = "mediaLibrary/";

  /// The key for the review detail to which the demo account's password was sent.
  public static final String PASSWORD_SENT = "reviewDetailPassword";

  /// Longer than Apple usually takes for a build, and shorter than most work of people on the web.
  private static final Duration FRESH = Duration.ofMinutes(30);

  public static final ContentLedger EMPTY =
      new ContentLedger(State.NOT_BEGUN, Map.of(), Map.of(), null, 0, null);

  /// The progress of the content.
  public enum State {
    NOT_BEGUN,
    /// Apple may have some of it.
    WRITING,
    /// Apple has everything and still processes media.
    PROCESSING,
    /// Apple has everything and has processed it.
    DONE
  }

  /// A file at Apple.
  ///
  /// @param versionId the version of the object from which the bytes come
  /// @param id Apple's id of the screenshot or preview
  /// @param committed whether Apple has all bytes
  /// @param replacements how often a stuck or failed asset of this file was replaced
  public record Asset(String versionId, String id, boolean committed, int replacements) {}

  /// Returns whether the app's information is known to be as the drop wants it, so that Apple need
  /// not be asked for it again.
  public boolean knowsInformation(Instant now) {
    return informationSeenAt != null && now.isBefore(informationSeenAt.plus(FRESH));
  }

  /// Returns the ledger of a version that was just created, of which only the app's information is
  /// known: Apple gives the version a copy of it.
  public ContentLedger ofNewVersion() {
    return EMPTY.withInformationSeenAt(informationSeenAt);
  }

  public ContentLedger {
    resources = Map.copyOf(resources);
    assets = Map.copyOf(assets);
  }

  public ContentLedger in(State state) {
    return withState(state);
  }

  public ContentLedger withFound(Map<String, String> found) {
    var merged = new HashMap<>(resources);
    merged.putAll(found);
    return withResources(merged);
  }

  public ContentLedger withAsset(String path, Asset asset) {
    var changed = new HashMap<>(assets);
    changed.put(path, asset);
    return withAssets(changed);
  }

  public ContentLedger processing(Instant since) {
    return with().state(State.PROCESSING).processingSince(since).looks(0).build();
  }

  public ContentLedger looked() {
    return withLooks(looks + 1);
  }
}
