package dev.slipway.appstoreconnect.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The kinds of files that Apple accepts in the same way (reserve, send in parts, commit), with the
/// names and limits in which they differ.
@SuppressWarnings("ImmutableEnumChecker") // its lists are List.of, Sets is a record of texts
public enum MediaFamily {
  /// Screenshots, in sets by locale and display type.
  SCREENSHOTS(
      "appScreenshots",
      "appScreenshotSet",
      new Sets("appScreenshotSets", "screenshotDisplayType", 10),
      List.of("imageAsset"),
      List.of("assetDeliveryState")),
  /// Preview videos, in sets by locale and preview type. `assetDeliveryState` is deprecated, but
  /// previews from before `videoDeliveryState` have only that.
  PREVIEWS(
      "appPreviews",
      "appPreviewSet",
      new Sets("appPreviewSets", "previewType", 3),
      List.of("mimeType", "previewFrameTimeCode"),
      List.of("videoDeliveryState", "assetDeliveryState")),
  /// Files for App Review, which belong to a review detail and are not in sets.
  REVIEW_ATTACHMENTS(
      "appStoreReviewAttachments",
      "appStoreReviewDetail",
      null,
      List.of(),
      List.of("assetDeliveryState"));

  /// Apple's names for the sets of a family.
  ///
  /// @param type Apple's resource type of a set
  /// @param displayType the attribute with the display that a set is for
  /// @param most how many files a set may contain (apple-help: screenshot specifications, app
  ///   preview specifications)
  public record Sets(String type, String displayType, int most) {}

  private final String type;
  private final String owner;
  private final @Nullable Sets sets;
  private final List<String> deliveryStates;
  private final List<String> fields;

  MediaFamily(
      String type,
      String owner,
      @Nullable Sets sets,
      List<String> ownAttributes,
      List<String> deliveryStates) {
    this.type = type;
    this.owner = owner;
    this.sets = sets;
    this.deliveryStates = deliveryStates;
    var all = new ArrayList<>(List.of("fileName", "fileSize", "sourceFileChecksum"));
    all.addAll(ownAttributes);
    all.addAll(deliveryStates);
    all.add("uploadOperations");
    this.fields = List.copyOf(all);
  }

  /// Returns Apple's resource type of a file. It is also the file's path, and the name of the
  /// relationship in which a set or a detail lists its files.
  public String type() {
    return type;
  }

  /// Returns the name of the relationship from a file to its set or detail.
  public String owner() {
    return owner;
  }

  /// Returns the sets of this family.
  ///
  /// @throws IllegalStateException for [#REVIEW_ATTACHMENTS]
  public Sets sets() {
    if (sets == null) {
      throw new IllegalStateException(type + " form no sets");
    }
    return sets;
  }

  /// Returns the attributes with Apple's progress on a file; the first one present counts.
  public List<String> deliveryStates() {
    return deliveryStates;
  }

  /// Returns the attributes that [dev.slipway.appstoreconnect.media.MediaAsset] reads, as a sparse
  /// field set.
  public List<String> fields() {
    return fields;
  }
}
