package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.library.AssetSpec;
import dev.slipway.appstoreconnect.library.ReferenceData;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.LibrarySlots;
import dev.slipway.releases.content.diff.MediaPlace;
import java.util.Collection;
import java.util.Optional;

/// Problems of the asset library that only a person can fix.
final class LibraryProblems {
  private LibraryProblems() {}

  /// @param places those that need the library
  static Problem libraryMissing(Collection<MediaPlace> places) {
    if (places.stream().allMatch(place -> place.creative().isPresent())) {
      return Problem.at(
          "screenshots/",
          ProblemType.MEDIA_REFUSED,
          "Apple shows no asset library of the app to this key, which product page headers and"
              + " search results need. Give the key the role App Manager or Admin, and upload"
              + " the folder again.");
    }
    return Problem.at(
        "$.media",
        ProblemType.MEDIA_REFUSED,
        "Apple shows no asset library of the app to this key. Give the key the role App Manager or"
            + " Admin, or set \"media\": \"SETS\" in release.json, and upload it again.");
  }

  /// Returns the problem of a file that Apple has processed and does not show at its place; empty
  /// if it does.
  static Optional<Problem> unfit(
      MediaPlace place, MediaFile media, String specId, ReferenceData data) {
    var slot = LibrarySlots.of(place);
    if (data.fits(slot, specId)) {
      return Optional.empty();
    }
    String path = media.file().key();
    var creative = place.creative();
    if (data.rules(slot).isEmpty() && creative.isPresent()) {
      return Optional.of(
          Problem.at(
              path,
              ProblemType.MEDIA_REFUSED,
              "Apple no longer takes files for the "
                  + creative.get().words()
                  + ". Remove "
                  + path
                  + ", and upload the folder again."));
    }
    if (data.rules(slot).isEmpty()) {
      return Optional.of(
          Problem.at(
              path,
              ProblemType.MEDIA_REFUSED,
              "Apple's asset library has no display "
                  + place.displayType()
                  + ". Move the files to the folder of another display, or set \"media\":"
                  + " \"SETS\" in release.json, and upload it again."));
    }
    var spec = data.specs().get(specId);
    return Optional.of(
        Problem.at(
            path,
            ProblemType.MEDIA_REFUSED,
            "Apple recognised "
                + path
                + (spec == null ? "" : " as " + words(spec))
                + ", which "
                + creative.map(words -> "the " + words.words()).orElse(place.displayType())
                + (creative.isPresent()
                    ? " does not show. Export it in a size for it, and upload the folder again."
                    : " does not show. Export it in a size of that display, and upload"
                        + " the folder again.")));
  }

  /// @param other a file of the same content at the same place
  static Problem shownTwice(
      MediaPlace place, MediaFile media, MediaFile other, AppStoreConnectException refusal) {
    String path = media.file().key();
    return Problem.at(
            path,
            ProblemType.MEDIA_REFUSED,
            path
                + " has the same content as "
                + other.file().key()
                + ", and Apple's asset library does not show a file twice for "
                + place
                + ". Remove one of them, or set \"media\": \"SETS\" in release.json, and upload"
                + " the folder again.")
        .withAppleErrors(ContentProblems.words(refusal));
  }

  private static String words(AssetSpec spec) {
    return spec.widths().most() + "×" + spec.heights().most() + " (" + spec.shortName() + ")";
  }
}
