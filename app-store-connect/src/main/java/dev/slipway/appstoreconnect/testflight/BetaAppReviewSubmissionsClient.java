package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import java.util.Optional;

/// Submissions of builds to beta review. Thread-safe.
public final class BetaAppReviewSubmissionsClient {
  private final ApiConnection connection;

  public BetaAppReviewSubmissionsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the build's submission; absent if it was never submitted.
  public Optional<BetaAppReviewSubmission> findFor(BuildId build) {
    return connection.send(
        ApiRequest.get("/v1/betaAppReviewSubmissions")
            .query("filter[build]", build.value())
            .query("fields[betaAppReviewSubmissions]", BetaAppReviewSubmission.FIELDS)
            .query("limit", "1"),
        document -> document.all().stream().findFirst().map(BetaAppReviewSubmission::read));
  }

  /// Submits a build. It must be VALID, and the app must have its beta text and review contact.
  public BetaAppReviewSubmission submit(BuildId build) {
    return connection.send(
        ApiRequest.post(
            "/v1/betaAppReviewSubmissions",
            JsonFields.with("type", "betaAppReviewSubmissions")
                .put(
                    "relationships",
                    JsonFields.with("build", JsonFields.with("data", build.linkage())))),
        document -> BetaAppReviewSubmission.read(document.one()));
  }
}
