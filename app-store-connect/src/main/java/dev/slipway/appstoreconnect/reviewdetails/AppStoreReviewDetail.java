package dev.slipway.appstoreconnect.reviewdetails;

import dev.slipway.appstoreconnect.media.MediaAsset;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The information for App Review about a version.
///
/// @param contactPhone phone number with the country code, for example `+44 20 7946 0000`
/// @param demoAccountRequired whether App Review has to sign in to review the app
/// @param notes at most 4000 characters
/// @param attachments empty if the call did not request them
public record AppStoreReviewDetail(
    AppStoreReviewDetailId id,
    @Nullable String contactFirstName,
    @Nullable String contactLastName,
    @Nullable String contactPhone,
    @Nullable String contactEmail,
    @Nullable String demoAccountName,
    @Nullable DemoAccountPassword demoAccountPassword,
    @Nullable Boolean demoAccountRequired,
    @Nullable String notes,
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
        attributes.optionalString("contactFirstName").orElse(null),
        attributes.optionalString("contactLastName").orElse(null),
        attributes.optionalString("contactPhone").orElse(null),
        attributes.optionalString("contactEmail").orElse(null),
        attributes.optionalString("demoAccountName").orElse(null),
        attributes.optionalString("demoAccountPassword").map(DemoAccountPassword::new).orElse(null),
        attributes.optionalBool("demoAccountRequired").orElse(null),
        attributes.optionalString("notes").orElse(null),
        resource.relatedAll(
            "appStoreReviewAttachments", MediaAsset.reader(MediaFamily.REVIEW_ATTACHMENTS)));
  }
}
