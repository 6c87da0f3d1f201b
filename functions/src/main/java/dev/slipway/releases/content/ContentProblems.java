package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.library.LibraryAsset.ImageSize;
import dev.slipway.appstoreconnect.media.MediaAsset.ImageAsset;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.AppleError;
import dev.slipway.problems.AppleErrors;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.AppleContent;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.AttachReviewFile;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.MediaSlot;
import dev.slipway.releases.content.diff.OwnWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Problems of the content that only a person can fix.
final class ContentProblems {
  private ContentProblems() {}

  /// Returns the files that Apple could not process although they were uploaded again.
  ///
  /// @param limit how often a file is uploaded again
  static Optional<Problem> replacedTooOften(List<ContentChange> changes, int limit) {
    var faults = new ArrayList<Problem>();
    for (ContentChange change : changes) {
      if (change instanceof ArrangeMedia media) {
        for (MediaSlot slot : media.slots()) {
          if (slot instanceof MediaSlot.Uploaded uploaded && uploaded.replacements() > limit) {
            faults.add(refused(slot.file(), uploaded.errors()));
          }
        }
      } else if (change instanceof UploadToLibrary upload && upload.replacements() > limit) {
        faults.add(refused(upload.first().file(), upload.errors()));
      } else if (change instanceof AttachReviewFile attach && attach.replacements() > limit) {
        var errors = attach.removed().stream().flatMap(asset -> asset.errors().stream()).toList();
        faults.add(refused(attach.file(), errors));
      }
    }
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    var said = faults.stream().flatMap(fault -> fault.appleErrors().stream()).distinct().toList();
    var summary =
        faults.size() == 1
            ? faults.getFirst()
            : Problem.of(
                ProblemType.MEDIA_REFUSED,
                "Apple could not process "
                    + faults.size()
                    + " files. Replace them in the drop and upload the folder again.");
    return Optional.of(summary.withFaults(faults).withAppleErrors(said));
  }

  private static Problem refused(ObjectVersion file, List<StateDetail> errors) {
    String detail =
        errors.isEmpty()
            ? "Apple failed to process " + file.key() + " after several uploads."
            : "Apple could not process " + file.key() + ".";
    var said =
        errors.stream()
            .map(error -> new AppleErrors.Said(error.code(), error.description()))
            .toList();
    var known = AppleErrors.of(said).stream().map(AppleError::advice).toList();
    return Problem.at(
            file.key(),
            ProblemType.MEDIA_REFUSED,
            known.isEmpty()
                ? detail
                    + " Export it again with the right size and format, and upload the folder"
                    + " again."
                : detail + " " + String.join(" ", known))
        .withAppleErrors(errors.stream().map(ContentProblems::words).distinct().toList());
  }

  private static String words(StateDetail error) {
    boolean more = !error.description().isBlank() && !error.description().equals(error.code());
    return more ? error.code() + ": " + error.description() : error.code();
  }

  /// Returns the screenshots that this release brought and that Apple stored on their side. Apple
  /// turns a picture by its EXIF orientation and still says COMPLETE.
  static Optional<Problem> turned(DropContent drop, AppleContent present, OwnWork own) {
    var faults = new ArrayList<Problem>();
    for (MediaFile media : drop.allMedia()) {
      var image = stored(media, present, own);
      var look = media.look();
      if (image != null
          && look.widthPixels() != look.heightPixels()
          && image.width() == look.heightPixels()
          && image.height() == look.widthPixels()) {
        String path = media.file().key();
        faults.add(
            Problem.at(
                path,
                ProblemType.MEDIA_REFUSED,
                "Apple stored "
                    + path
                    + " on its side: "
                    + pixels(image.width(), image.height())
                    + " instead of "
                    + pixels(look.widthPixels(), look.heightPixels())
                    + ". Export it without an EXIF orientation, and upload the folder again."));
      }
    }
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            faults.size() == 1
                ? faults.getFirst()
                : Problem.of(
                        ProblemType.MEDIA_REFUSED,
                        "Apple stored "
                            + faults.size()
                            + " screenshots on their side. Export them without an EXIF"
                            + " orientation, and upload the folder again.")
                    .withFaults(faults));
  }

  private static @Nullable ImageAsset stored(MediaFile media, AppleContent present, OwnWork own) {
    var reserved = own.reserved(media);
    var library = present.library();
    if (MediaPlace.of(media).filter(library.places()::contains).isPresent()) {
      return library.stored(media, own).map(ContentProblems::image).orElse(null);
    }
    var set = MediaPlace.group(List.of(media)).keySet().stream().findFirst().flatMap(present::set);
    return reserved.isEmpty() || set.isEmpty()
        ? null
        : set.get().assets().stream()
            .filter(asset -> asset.id().equals(reserved.get().id()))
            .findFirst()
            .map(Asset::image)
            .orElse(null);
  }

  private static ImageAsset image(ImageSize size) {
    return new ImageAsset(size.width(), size.height());
  }

  private static String pixels(long width, long height) {
    return width + "×" + height;
  }

  /// Returns the problem of a set that Apple does not let Slipway create.
  static Problem displayTypeRefused(MediaPlace place, AppStoreConnectException refusal) {
    return Problem.of(
            ProblemType.APPLE_REFUSED,
            "Apple does not allow a set of "
                + place.displayType()
                + " for "
                + place.locale()
                + ". Remove these files if they are for another platform. Apple has also answered"
                + " so by mistake: Slipway retries automatically for a day.")
        .withAppleErrors(words(refusal));
  }

  /// Returns the problem of a set of a display type that Apple does not have.
  ///
  /// @param files the first file of the set; null when it is not known
  static Problem displayTypeUnknown(
      MediaPlace place, @Nullable String files, AppStoreConnectException refusal) {
    String detail =
        "Apple has no sets of "
            + place.displayType()
            + ". Remove these files for "
            + place.locale()
            + ", or move them to the folder of another display, and upload the folder again.";
    return (files == null
            ? Problem.of(ProblemType.MEDIA_REFUSED, detail)
            : Problem.at(files, ProblemType.MEDIA_REFUSED, detail))
        .withAppleErrors(words(refusal));
  }

  static List<String> words(AppStoreConnectException refusal) {
    return refusal
        .allErrors()
        .map(error -> words(new StateDetail(error.code(), error.detail())))
        .distinct()
        .toList();
  }

  static Optional<Problem> whatsNewMissing(List<String> locales) {
    if (locales.isEmpty()) {
      return Optional.empty();
    }
    var faults =
        locales.stream()
            .map(
                locale ->
                    Problem.at(
                        "metadata/" + locale + "/release_notes.txt",
                        ProblemType.WHATS_NEW_MISSING,
                        "The \"What's New\" text is missing for " + locale + "."))
            .toList();
    return Optional.of(
        Problem.at(
                "whatsNew",
                ProblemType.WHATS_NEW_MISSING,
                "The \"What's New\" text is missing for "
                    + String.join(", ", locales)
                    + ", and the previous version has none to reuse. Add"
                    + " metadata/<locale>/release_notes.txt, or whatsNew in release.json.")
            .withFaults(faults));
  }
}
