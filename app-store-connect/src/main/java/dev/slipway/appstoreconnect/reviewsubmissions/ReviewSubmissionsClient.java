package dev.slipway.appstoreconnect.reviewsubmissions;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.List;

/// Submissions to App Review. Requires a key of App Manager or better. Thread-safe.
///
/// The protocol: create a submission, add items, submit. (apple-doc: Review submissions)
public final class ReviewSubmissionsClient {
  private static final int MAX_APPS = 100;
  private static final List<ReviewSubmissionState> OPEN =
      List.of(
          ReviewSubmissionState.READY_FOR_REVIEW,
          ReviewSubmissionState.WAITING_FOR_REVIEW,
          ReviewSubmissionState.IN_REVIEW,
          ReviewSubmissionState.UNRESOLVED_ISSUES,
          ReviewSubmissionState.CANCELING,
          ReviewSubmissionState.COMPLETING);

  private final ApiConnection connection;

  public ReviewSubmissionsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all open submissions of many apps, with app, version and items: one call for each 200
  /// found.
  ///
  /// @param apps 1 to 100
  public List<ReviewSubmission> open(List<AppId> apps) {
    if (apps.isEmpty() || apps.size() > MAX_APPS) {
      throw new IllegalArgumentException("1 to 100 apps per call");
    }
    var request =
        including(
            ApiRequest.get("/v1/reviewSubmissions")
                .query("filter[app]", apps)
                .query("filter[state]", OPEN)
                .query("limit", "200"));
    return connection.all(request, ReviewSubmission::read);
  }

  /// Returns one submission with version and items.
  public ReviewSubmission get(ReviewSubmissionId id) {
    return connection.send(
        including(ApiRequest.get("/v1/reviewSubmissions/{id}", id)),
        document -> ReviewSubmission.read(document.one()));
  }

  /// Returns all items of a submission with their content, one call for each 200.
  public List<ReviewSubmissionItem> items(ReviewSubmissionId id) {
    var kinds = new ArrayList<>(List.of("appStoreVersion"));
    kinds.addAll(ReviewSubmissionItem.OTHER_KINDS);
    return connection.all(
        ApiRequest.get("/v1/reviewSubmissions/{id}/items", id)
            .query("include", kinds)
            .query("limit", "200"),
        ReviewSubmissionItem::read);
  }

  /// Creates a submission, which is not submitted yet.
  public ReviewSubmission create(AppId app, Platform platform) {
    var data =
        JsonFields.with("type", "reviewSubmissions")
            .put("attributes", JsonFields.with("platform", platform))
            .put("relationships", JsonFields.with("app", JsonFields.with("data", app.linkage())));
    return connection.send(
        ApiRequest.post("/v1/reviewSubmissions", data),
        document -> ReviewSubmission.read(document.one()));
  }

  /// Adds a version. If the version is incomplete, Apple answers Conflict with associated errors.
  public ReviewSubmissionItem addItem(ReviewSubmissionId submission, AppStoreVersionId version) {
    return add(submission, "appStoreVersion", version);
  }

  /// Adds a version of an in-app purchase, a subscription or a subscription group. If its state
  /// does not allow that, Apple answers Conflict `STATE_ERROR.ENTITY_STATE_INVALID`.
  public ReviewSubmissionItem addItem(ReviewSubmissionId submission, PurchaseVersionId version) {
    return add(submission, version.kind().relationship(), version);
  }

  private ReviewSubmissionItem add(
      ReviewSubmissionId submission, String relationship, ResourceId content) {
    var data =
        JsonFields.with("type", "reviewSubmissionItems")
            .put(
                "relationships",
                JsonFields.with("reviewSubmission", JsonFields.with("data", submission.linkage()))
                    .put(relationship, JsonFields.with("data", content.linkage())));
    return connection.send(
        ApiRequest.post("/v1/reviewSubmissionItems", data),
        document -> ReviewSubmissionItem.read(document.one()));
  }

  /// Submits it to App Review, with everything in it. If something is still missing, Apple answers
  /// Conflict with associated errors.
  public ReviewSubmission submit(ReviewSubmissionId id) {
    return patch(id, "submitted");
  }

  /// Withdraws what was submitted. It stays CANCELING for seconds to minutes, and the version can
  /// be changed once it is COMPLETE. Apple refuses this for a draft that was never submitted:
  /// remove its items instead.
  public ReviewSubmission cancel(ReviewSubmissionId id) {
    return patch(id, "canceled");
  }

  /// Removes an item before the submission is submitted.
  public void removeItem(ReviewSubmissionItemId id) {
    connection.send(ApiRequest.delete("/v1/reviewSubmissionItems/{id}", id), document -> document);
  }

  /// Marks a rejected item as fixed; submit again afterwards.
  public ReviewSubmissionItem resolveItem(ReviewSubmissionItemId id) {
    return connection.send(
        ApiRequest.patch(
            "/v1/reviewSubmissionItems/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put("attributes", JsonFields.with("resolved", true))),
        document -> ReviewSubmissionItem.read(document.one()));
  }

  private ReviewSubmission patch(ReviewSubmissionId id, String flag) {
    return connection.send(
        ApiRequest.patch(
            "/v1/reviewSubmissions/{id}",
            id,
            JsonFields.with("type", id.type())
                .put("id", id)
                .put("attributes", JsonFields.with(flag, true))),
        document -> ReviewSubmission.read(document.one()));
  }

  private static ApiRequest including(ApiRequest request) {
    return request
        .query("include", List.of("app", "items", "appStoreVersionForReview"))
        .query("fields[reviewSubmissions]", ReviewSubmission.FIELDS)
        .query("fields[apps]", "bundleId")
        .query("fields[appStoreVersions]", List.of("platform", "versionString", "appVersionState"))
        .query("limit[items]", "50");
  }
}
