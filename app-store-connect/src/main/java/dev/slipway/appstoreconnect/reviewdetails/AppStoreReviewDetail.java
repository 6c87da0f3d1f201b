package dev.slipway.appstoreconnect.reviewdetails;

import dev.slipway.appstoreconnect.media.MediaAsset;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import java.util.List;
import java.util.Optional;

/// What App Review is told about a version.
///
/// @param contactPhone with the country's code, such as `+44 20 7946 0000`
/// @param demoAccountRequired whether the app cannot be reviewed without signing in
/// @param notes at most 4000 characters
/// @param attachments empty where the call did not ask for them
public record AppStoreReviewDetail(
    AppStoreReviewDetailId id,
    Optional<String> contactFirstName,
    Optional<String> contactLastName,
    Optional<String> contactPhone,
    Optional<String> contactEmail,
    Optional<String> demoAccountName,
    Optional<DemoAccountPassword> demoAccountPassword,
    Optional<Boolean> demoAccountRequired,
    Optional<String> notes,
    List<MediaAsset> attachments) {
  static final List<String> FIELDS =
      List.of(
          "contactFirstName",
          "contactLastName",
          "contactPhone",
          "contactEmail",
          "demoAccountName",
          "demoAccountPassword",
          "demoAccountRequired",
          "notes",
          "appStoreReviewAttachments");

  public AppStoreReviewDetail {
    attachments = List.copyOf(attachments);
  }

  static AppStoreReviewDetail read(Resource resource) {
    var attributes = resource.attributes();
    return new AppStoreReviewDetail(
        new AppStoreReviewDetailId(resource.id()),
        attributes.optionalString("contactFirstName"),
        attributes.optionalString("contactLastName"),
        attributes.optionalString("contactPhone"),
        attributes.optionalString("contactEmail"),
        attributes.optionalString("demoAccountName"),
        attributes.optionalString("demoAccountPassword").map(DemoAccountPassword::new),
        attributes.optionalBool("demoAccountRequired"),
        attributes.optionalString("notes"),
        resource.relatedAll(
            "appStoreReviewAttachments", MediaAsset.reader(MediaFamily.REVIEW_ATTACHMENTS)));
  }
}
