package dev.slipway.appstoreconnect.reviewdetails;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.json.JsonFields;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and writes the information for App Review about versions. Thread-safe.
public final class AppStoreReviewDetailsClient {
  private static final String PASSWORD = "demoAccountPassword";

  private final ApiConnection connection;

  public AppStoreReviewDetailsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the version's detail with its attachments, in one call. Empty when the version has no
  /// detail, or does not exist: Apple answers both the same.
  public Optional<AppStoreReviewDetail> findFor(AppStoreVersionId version) {
    try {
      return connection.send(
          ApiRequest.get("/v1/appStoreVersions/{id}/appStoreReviewDetail", version)
              .query("include", "appStoreReviewAttachments")
              .query("fields[appStoreReviewDetails]", AppStoreReviewDetail.FIELDS)
              .query("fields[appStoreReviewAttachments]", MediaFamily.REVIEW_ATTACHMENTS.fields())
              .query("limit[appStoreReviewAttachments]", "50"),
          document -> document.oneOrNone().map(AppStoreReviewDetail::read));
    } catch (NotFound none) {
      return Optional.empty();
    }
  }

  /// Creates the detail of a version. Apple answers with the Conflict `STATE_ERROR.ALREADY_EXISTS`
  /// when the version has one.
  ///
  /// @param attributes text or boolean by Apple's attribute name; `demoAccountPassword` as text or
  ///   [DemoAccountPassword]
  public AppStoreReviewDetail create(
      AppStoreVersionId version, Map<String, ? extends @Nullable Object> attributes) {
    return connection.send(
        hidingPassword(
            ApiRequest.create(
                "/v1/appStoreReviewDetails",
                "appStoreReviewDetails",
                fields(attributes),
                "appStoreVersion",
                version),
            attributes),
        document -> AppStoreReviewDetail.read(document.one()));
  }

  /// Changes a detail.
  ///
  /// @param attributes as for [#create]; null clears an attribute, and others do not change
  public AppStoreReviewDetail update(
      AppStoreReviewDetailId id, Map<String, ? extends @Nullable Object> attributes) {
    return connection.send(
        hidingPassword(
            ApiRequest.patchAttributes("/v1/appStoreReviewDetails/{id}", id, fields(attributes)),
            attributes),
        document -> AppStoreReviewDetail.read(document.one()));
  }

  private static JsonFields fields(Map<String, ? extends @Nullable Object> attributes) {
    var fields = new JsonFields().putAll(attributes);
    password(attributes).ifPresent(password -> fields.put(PASSWORD, password));
    return fields;
  }

  private static ApiRequest hidingPassword(
      ApiRequest request, Map<String, ? extends @Nullable Object> attributes) {
    return password(attributes).map(request::hiding).orElse(request);
  }

  private static Optional<String> password(Map<String, ? extends @Nullable Object> attributes) {
    return switch (attributes.get(PASSWORD)) {
      case null -> Optional.empty();
      case DemoAccountPassword(String value) -> Optional.of(value);
      case String value -> Optional.of(value);
      default -> throw new IllegalArgumentException(PASSWORD + " must be a text");
    };
  }
}
