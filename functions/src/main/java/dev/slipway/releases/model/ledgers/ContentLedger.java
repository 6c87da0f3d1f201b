package dev.slipway.releases.model.ledgers;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found and done of a version's texts, media and review information.
///
/// @param state how far it is
/// @param resources ids at Apple by what they are, for example `versionLocalization/de-DE`,
///   `appInfoLocalization/de-DE`, `appInfo`, `ageRating`, `reviewDetail`: so that Apple's errors,
///   which name ids, can be told by the drop's files
/// @param assets media of the drop that were reserved at Apple by this release, by file path
/// @param processingSince when the last asset was committed; null while none was
/// @param looks how often Apple was asked about the processing since
@RecordBuilder
public record ContentLedger(
    State state,
    Map<String, String> resources,
    Map<String, Asset> assets,
    @Nullable Instant processingSince,
    int looks)
    implements ContentLedgerBuilder.With {
  /// Keys of `resources`; the ones that end with a slash are followed by a locale.
  public static final String APP_INFO = "appInfo";

  public static final String AGE_RATING = "ageRating";
  public static final String REVIEW_DETAIL = "reviewDetail";
  public static final String VERSION_LOCALE = "versionLocalization/";
  public static final String INFORMATION_LOCALE = "appInfoLocalization/";

  /// The key of the review detail to which the demo account's password was sent.
  public static final String PASSWORD_SENT = "reviewDetailPassword";

  public static final ContentLedger EMPTY =
      new ContentLedger(State.NOT_BEGUN, Map.of(), Map.of(), null, 0);

  /// How far it is.
  public enum State {
    NOT_BEGUN,
    /// Some of it may be at Apple.
    WRITING,
    /// All is there; Apple still processes media.
    PROCESSING,
    /// All is there and processed.
    DONE
  }

  /// A file at Apple.
  ///
  /// @param versionId the object version whose bytes these are
  /// @param id Apple's id of the screenshot or preview
  /// @param committed whether all its bytes are there
  /// @param replacements how often a stuck or failed asset of this file was replaced
  public record Asset(String versionId, String id, boolean committed, int replacements) {}

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
