package dev.slipway.appstoreconnect.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files that Apple takes in one way (reserve, send in parts, commit), by family: the names and
/// limits in which the families differ.
@SuppressWarnings("ImmutableEnumChecker") // its lists are List.of, Sets is a record of texts
public enum MediaFamily {
  /// Screenshots, in sets by locale and display type.
  SCREENSHOTS(
      "appScreenshots",
      "appScreenshotSet",
      new Sets("appScreenshotSets", "screenshotDisplayType", 10),
      List.of(),
      List.of("assetDeliveryState")),
  /// Preview videos, in sets by locale and preview type. `assetDeliveryState` is deprecated, but
  /// all that previews from before `videoDeliveryState` have.
  PREVIEWS(
      "appPreviews",
      "appPreviewSet",
      new Sets("appPreviewSets", "previewType", 3),
      List.of("mimeType", "previewFrameTimeCode"),
      List.of("videoDeliveryState", "assetDeliveryState")),
  /// Files for App Review, which belong to a review detail and form no sets.
  REVIEW_ATTACHMENTS(
      "appStoreReviewAttachments",
      "appStoreReviewDetail",
      null,
      List.of(),
      List.of("assetDeliveryState"));

  /// How Apple names the sets of a family.
  ///
  /// @param type Apple's resource type of a set
  /// @param displayType the attribute that says which display a set is for
  /// @param most how many files a set holds (apple-help: screenshot specifications, app preview
  ///   specifications)
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

  /// Apple's resource type of a file, which is also its path and the name of the relationship in
  /// which a set or a detail lists its files.
  public String type() {
    return type;
  }

  /// The relationship of a file to its set or detail.
  public String owner() {
    return owner;
  }

  /// The sets of this family.
  ///
  /// @throws IllegalStateException for [#REVIEW_ATTACHMENTS]
  public Sets sets() {
    if (sets == null) {
      throw new IllegalStateException(type + " form no sets");
    }
    return sets;
  }

  /// The attributes that hold how far Apple is with a file; the first one present counts.
  public List<String> deliveryStates() {
    return deliveryStates;
  }

  /// The attributes that [dev.slipway.appstoreconnect.media.MediaAsset] reads, as a sparse field
  /// set.
  public List<String> fields() {
    return fields;
  }
}
