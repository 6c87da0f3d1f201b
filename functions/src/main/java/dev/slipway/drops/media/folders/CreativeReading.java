package dev.slipway.drops.media.folders;

import dev.slipway.drops.BoundedReads;
import dev.slipway.drops.DropFindings;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaHeader;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.media.PixelBudget;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.creative.CreativeSlot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// Finds the pictures and videos of product pages in folders such as
/// `screenshots/en-US/PRODUCT_PAGE_HEADER/`, reads their headers, and uses those of `default/` for
/// the locales that lack them.
public final class CreativeReading {
  private static final String SCREENSHOTS = "screenshots/";

  private CreativeReading() {}

  /// A file and where its folders put it.
  private record Candidate(
      ObjectVersion file, String locale, CreativeSlot slot, MediaKind kind, String folder) {}

  /// A slot of a locale.
  private record Place(String locale, CreativeSlot slot) {}

  /// Reads every such file as far as needed, and adds their problems to `findings`. The result is
  /// ordered by locale and slot.
  ///
  /// @param namedLocales the locales of the drop's texts, screenshots and previews
  public static List<CreativeFile> read(
      DropObjects files,
      List<ObjectVersion> listed,
      MediaMemory memory,
      Collection<String> namedLocales,
      DropFindings findings)
      throws IOException {
    List<Candidate> candidates = candidates(listed, findings);
    if (candidates.isEmpty()) {
      return List.of();
    }
    var budget = PixelBudget.ofDrop();
    List<Callable<MediaLook>> looks =
        candidates.stream()
            .<Callable<MediaLook>>map(
                candidate -> () -> MediaHeader.look(files, candidate.file, memory, budget))
            .toList();
    List<MediaLook> looked = BoundedReads.all(looks);
    var faults = new MediaFaults();
    var own = new ArrayList<CreativeFile>();
    var fallback = new ArrayList<CreativeFile>();
    for (int i = 0; i < candidates.size(); i++) {
      var file = file(candidates.get(i), candidates.get(i).locale, looked.get(i));
      faults.look(file.media(), false);
      (file.locale().equals(LocaleFolders.DEFAULT) ? fallback : own).add(file);
    }
    faults.report(findings);
    return withFallback(own, fallback, namedLocales, findings);
  }

  private static List<Candidate> candidates(List<ObjectVersion> listed, DropFindings findings) {
    var found = new ArrayList<Candidate>();
    var folders = new HashMap<Place, String>();
    var reported = new HashSet<String>();
    for (ObjectVersion file : listed) {
      String[] segments = file.key().split("/", -1);
      if (!file.key().startsWith(SCREENSHOTS) || segments.length != 4) {
        continue;
      }
      var locale = DisplayFiles.locale(segments[1]);
      var slot = CreativeSlot.of(segments[2]);
      var kind = MediaFolders.kind(file);
      if (locale.isEmpty() || slot.isEmpty() || kind.isEmpty() || segments[3].startsWith(".")) {
        continue;
      }
      String folder = SCREENSHOTS + segments[1] + "/" + segments[2];
      String first = folders.putIfAbsent(new Place(locale.get(), slot.get()), folder);
      if (first != null && !first.equals(folder)) {
        // A second spelling of a locale is reported by the reading of the locales.
        if (reported.add(folder) && first.startsWith(SCREENSHOTS + segments[1] + "/")) {
          findings.add(ReadingCheck.NAMES_AMBIGUOUS, folder, "the same as " + first);
        }
        continue;
      }
      found.add(new Candidate(file, locale.get(), slot.get(), kind.get(), folder));
    }
    found.sort(
        Comparator.comparing(Candidate::locale)
            .thenComparing(Candidate::slot)
            .thenComparing(candidate -> candidate.file.fileName(), NaturalOrder.BY_NAME)
            .thenComparing(candidate -> candidate.file.key()));
    return withinLimit(found, findings);
  }

  private static List<Candidate> withinLimit(List<Candidate> found, DropFindings findings) {
    int most = MediaFolders.MAX_FILES;
    if (found.size() <= most) {
      return found;
    }
    findings.add(
        ReadingCheck.TOO_MANY_FILES,
        found.getFirst().folder,
        found.size() + " files in such folders; limit " + most);
    return found.subList(0, most);
  }

  private static CreativeFile file(Candidate candidate, String locale, MediaLook look) {
    return new CreativeFile(
        candidate.slot,
        new MediaFile(
            candidate.file, locale, candidate.kind, candidate.slot.placementType(), look));
  }

  private static List<CreativeFile> withFallback(
      List<CreativeFile> own,
      List<CreativeFile> fallback,
      Collection<String> namedLocales,
      DropFindings findings) {
    Set<String> locales = new TreeSet<>(namedLocales);
    Set<Place> taken = new HashSet<>();
    for (CreativeFile file : own) {
      locales.add(file.locale());
      taken.add(new Place(file.locale(), file.slot()));
    }
    if (!fallback.isEmpty() && locales.isEmpty()) {
      String path = fallback.getFirst().path();
      findings.add(
          ReadingCheck.LOCALE_UNKNOWN,
          path.substring(0, path.lastIndexOf('/')),
          "default/ without any locale that uses it");
    }
    var all = new ArrayList<>(own);
    for (String locale : locales) {
      for (CreativeFile file : fallback) {
        if (!taken.contains(new Place(locale, file.slot()))) {
          all.add(new CreativeFile(file.slot(), in(locale, file.media())));
        }
      }
    }
    // The sort is stable, so the order within a slot stays.
    all.sort(Comparator.comparing(CreativeFile::locale).thenComparing(CreativeFile::slot));
    return List.copyOf(all);
  }

  private static MediaFile in(String locale, MediaFile media) {
    return new MediaFile(media.file(), locale, media.kind(), media.displayType(), media.look());
  }

  /// Returns the locales of screenshots and previews.
  public static Set<String> locales(Map<String, ?> texts, List<MediaFile> media) {
    var locales = new TreeSet<>(texts.keySet());
    media.stream()
        .filter(file -> file.displayType() != null)
        .forEach(file -> locales.add(file.locale()));
    return locales;
  }
}
