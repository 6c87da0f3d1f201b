package dev.slipway.releases.preflight.live;

import dev.slipway.drops.DropNames;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the files of a folder that a release without a version of its own does not take.
public final class OtherFiles {
  private static final List<String> MEDIA_FOLDERS = List.of("screenshots", "app_previews");
  private static final String FOR_REVIEW = "information for App Review";

  private OtherFiles() {}

  /// Returns findings for those that are not read: builds and media.
  public static List<Finding> unread(List<ObjectVersion> files, ReleaseManifest manifest) {
    var check =
        manifest.changesLiveVersion()
            ? LivePageCheck.LIVE_FILE_NOT_TAKEN
            : LivePageCheck.FILE_BESIDE_PURCHASES;
    var found = new ArrayList<Finding>();
    for (ObjectVersion file : files) {
      if (DropNames.isIpaName(file.key())) {
        found.add(check.finding(true, file.key(), "a build", ""));
      }
    }
    for (String folder : MEDIA_FOLDERS) {
      long count = files.stream().filter(file -> file.key().startsWith(folder + "/")).count();
      if (count > 0) {
        found.add(check.finding(true, folder + "/", count == 1 ? "1 file" : count + " files", ""));
      }
    }
    return found;
  }

  /// Returns by file what else was read. The fields of release.json are reported by its reading.
  ///
  /// @param taken the texts that the release takes
  public static SortedMap<String, String> read(DropContent content, Predicate<TextField> taken) {
    var others = new TreeMap<String, String>();
    Stream.concat(content.texts().values().stream(), Stream.of(content.fallback()))
        .forEach(
            texts ->
                texts.forEach(
                    (field, text) -> {
                      if (!taken.test(field)) {
                        others.put(text.source(), field.attribute());
                      }
                    }));
    if (content.copyright() != null) {
      others.put(content.copyright().source(), "copyright");
    }
    sources(content.categories().values()).forEach(file -> others.put(file, "a category"));
    var review = content.review();
    sources(review.fields().values()).forEach(file -> others.put(file, FOR_REVIEW));
    if (review.password() != null) {
      others.put(review.password().source(), FOR_REVIEW);
    }
    if (review.attachment() != null) {
      others.put(review.attachment().key(), FOR_REVIEW);
    }
    if (content.ageRating() != null) {
      others.put(content.ageRating().source(), "the age rating");
    }
    others.keySet().removeIf(file -> file.startsWith("$"));
    return others;
  }

  private static List<String> sources(Collection<SourcedText> texts) {
    return texts.stream().map(SourcedText::source).toList();
  }
}
