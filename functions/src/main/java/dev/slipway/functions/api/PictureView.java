package dev.slipway.functions.api;

import dev.slipway.aws.DropPictures;
import dev.slipway.aws.DropPictures.Shown;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.json.JsonFields;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.pictures.DisplayNames;
import dev.slipway.releases.pictures.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture as the API shows it: with an address, or with the reason why it has none.
final class PictureView {
  /// The folders of a drop of which api may sign addresses (template.yaml, SignPictures).
  private static final List<String> FOLDERS = List.of("screenshots/", "app_previews/");

  private static final String OTHER_FOLDER =
      "Slipway shows files in screenshots/ and app_previews/ only. Move this one there to see it"
          + " here.";
  private static final String UNREADABLE =
      "Slipway could not read this file as a PNG, JPEG, MPEG-4 or QuickTime file.";
  private static final String WITHOUT_VERSION =
      "The drop bucket kept no version of this file, so it may have been replaced since.";
  private static final String GONE =
      "The drop bucket no longer has this version of the file. Drops expire some time after their"
          + " upload; the release itself keeps what Apple has.";

  private final DropPictures addresses;

  PictureView(DropPictures addresses) {
    this.addresses = addresses;
  }

  JsonFields of(ReleaseRecord release, Picture picture) {
    var fields =
        JsonFields.with("locale", picture.locale())
            .putIfNotNull("displayType", picture.displayType());
    if (picture.displayType() != null) {
      fields.put("display", DisplayNames.of(picture.displayType()));
    }
    fields
        .put("kind", kind(picture.kind()))
        .put("position", picture.position())
        .put("name", picture.name())
        .putIfNotNull("file", picture.path())
        .putIfNotNull("change", picture.change())
        .putIfNotNull("formerPosition", picture.formerPosition())
        .put("sizeBytes", picture.sizeBytes());
    if (picture.widthPixels() > 0 && picture.heightPixels() > 0) {
      fields.put("widthPixels", picture.widthPixels()).put("heightPixels", picture.heightPixels());
    }
    return withAddress(fields, release, picture);
  }

  /// A removed picture has neither an address nor a reason: only Apple has it.
  private JsonFields withAddress(JsonFields fields, ReleaseRecord release, Picture picture) {
    String path = picture.path();
    String version = picture.versionId();
    if (path == null || version == null) {
      return fields;
    }
    String contentType = contentType(picture.format());
    String key = folder(release) + path;
    // The ID of a connection is its prefix in the bucket, so no record can name another tenant's.
    if (FOLDERS.stream().noneMatch(path::startsWith)
        || !key.startsWith(release.connectionId().value() + "/")) {
      return fields.put("unavailable", OTHER_FOLDER);
    }
    if (contentType == null) {
      return fields.put("unavailable", UNREADABLE);
    }
    if (version.isEmpty()) {
      return fields.put("unavailable", WITHOUT_VERSION);
    }
    return switch (addresses.shown(key, version, contentType)) {
      case Shown.Address(var url, var expiresAt) ->
          fields
              .put("contentType", contentType)
              .put("url", url.toString())
              .put("expiresAt", expiresAt);
      case Shown.Gone() -> fields.put("unavailable", GONE);
    };
  }

  private static String folder(ReleaseRecord release) {
    String key = release.drop().trigger().key();
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  private static String kind(MediaKind kind) {
    return switch (kind) {
      case SCREENSHOT -> "IMAGE";
      case PREVIEW -> "VIDEO";
    };
  }

  private static @Nullable String contentType(Format format) {
    return switch (format) {
      case PNG -> "image/png";
      case JPEG -> "image/jpeg";
      case MPEG4 -> "video/mp4";
      case QUICKTIME -> "video/quicktime";
      case UNKNOWN -> null;
    };
  }
}
