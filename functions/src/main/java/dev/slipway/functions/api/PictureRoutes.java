package dev.slipway.functions.api;

import dev.slipway.aws.DropPictures;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pictures.Picture.Change;
import dev.slipway.releases.pictures.PictureStore;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SideBySide;
import dev.slipway.state.Documents.Versioned;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Shows the screenshots and previews of a plan or release, with addresses that are valid for a
/// short time. Bytes never pass through this function. Thread-safe.
final class PictureRoutes {
  private static final String NEXT_FORM = "[0-9]{1,6}";

  private final ReleaseStore releases;
  private final PictureStore pictures;
  private final PictureView view;

  PictureRoutes(ReleaseStore releases, PictureStore pictures, DropPictures addresses) {
    this.releases = releases;
    this.pictures = pictures;
    this.view = new PictureView(addresses);
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "/releases/{releaseId}/pictures", this::list));
  }

  private HttpResponse list(HttpRequest request, String tenant, String id) {
    var query = new PageParameters(request, Set.of("limit", "next"));
    int limit = query.limit();
    String next = query.next(NEXT_FORM);
    query.refuseFaults();
    var release = release(tenant, id);
    var all = pictures.read(release.id());
    int from = Math.min(next == null ? 0 : Integer.parseInt(next), all.pictures().size());
    int to = Math.min(from + limit, all.pictures().size());
    var page =
        SideBySide.each(
            all.pictures().subList(from, to), picture -> view.of(release, picture).toMap());
    return HttpResponse.json(
        200,
        JsonFields.with("total", all.pictures().size())
            .put("counts", counts(all))
            .put("addressSeconds", DropPictures.ADDRESS_LIFETIME.toSeconds())
            .putIfNotNull("comparedAt", all.comparedAt())
            .put("pictures", page)
            .putIfNotNull("next", to < all.pictures().size() ? String.valueOf(to) : null)
            .toMap());
  }

  private static Map<Change, Integer> counts(Pictures all) {
    var counts = new EnumMap<Change, Integer>(Change.class);
    for (Picture picture : all.pictures()) {
      if (picture.change() != null) {
        counts.merge(picture.change(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private ReleaseRecord release(String tenant, String id) {
    return ReleaseId.parse(id)
        .flatMap(releases::read)
        .map(Versioned::value)
        .filter(found -> found.tenant().equals(tenant))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.NOT_FOUND, "No such release. GET /releases lists yours.")));
  }
}
