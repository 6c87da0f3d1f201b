package dev.slipway.functions.api;

import dev.slipway.aws.DropPictures;
import dev.slipway.aws.DropPictures.Shown;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.json.JsonFields;
import dev.slipway.releases.model.ReleaseRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The icons of releases' apps as the API shows them. Signing makes no request, and an address
/// serves all releases with the same icon, so a list costs no more requests with icons than
/// without. Thread-safe.
final class IconAddresses {
  /// A browser gets an address that is valid for at least this long.
  private static final Duration LEAST_LIFETIME = Duration.ofMinutes(5);

  private static final int MOST_KEPT = 1_000;
  private static final String ID_FORM = "[0-9a-f]{32}";

  private final DropPictures pictures;
  private final InstantSource clock;
  private final Map<String, Shown.Address> kept = new ConcurrentHashMap<>();

  IconAddresses(DropPictures pictures, InstantSource clock) {
    this.pictures = pictures;
    this.clock = clock;
  }

  /// Returns the icon of a release; null when it has none. The key begins with the release's
  /// connection, so no record can name the icon of another tenant.
  @Nullable Map<String, @Nullable Object> of(ReleaseRecord release) {
    String id = release.preflight().icon();
    if (id == null || !id.matches(ID_FORM)) {
      return null;
    }
    var address = address(release.connectionId().value(), id);
    return JsonFields.with("id", id)
        .put("url", address.url().toString())
        .put("expiresAt", address.expiresAt())
        .toMap();
  }

  private Shown.Address address(String connection, String id) {
    if (kept.size() > MOST_KEPT) {
      kept.clear();
    }
    var oldest = clock.instant().plus(LEAST_LIFETIME);
    return kept.compute(
        AppIcon.key(connection, id),
        (_, known) ->
            known != null && known.expiresAt().isAfter(oldest)
                ? known
                : pictures.icon(connection, id));
  }
}
