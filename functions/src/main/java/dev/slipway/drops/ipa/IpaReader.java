package dev.slipway.drops.ipa;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.RangeWindow;
import java.io.IOException;
import java.util.Optional;

/// Reads an `.ipa` without fetching all of it: the end of the archive, the remaining part of its
/// central directory, the app's Info.plist, and then the parts that preflight needs. Thread-safe;
/// keeps nothing.
///
/// For ordinary archives, three ranged reads and less than 256 KB lead to the Info.plist, and up to
/// four more reads to the rest. A central directory of up to 48 MiB (some 250,000 files) is read in
/// pieces of 4 MiB; besides it, the reader never exceeds ten reads and 4 MiB, and reports parts
/// beyond that as [Inspection.NotLookedAt]. It supports zip and zip64, stored and deflated entries,
/// data descriptors, archive comments, and data in front of the archive.
public final class IpaReader {
  private IpaReader() {}

  /// Reads the only app of an archive.
  ///
  /// @throws IpaUnreadableException when the content cannot be released; trying again does not help
  /// @throws IOException when the store cannot be read now; trying again may help
  public static AppBundle read(ByteRanges ranges) throws IOException, IpaUnreadableException {
    var window = new RangeWindow(ranges);
    CentralDirectory.Reading<ArchiveSurvey> reading =
        CentralDirectory.read(window, ArchiveSurvey::new);
    CentralDirectory directory = reading.directory();
    ArchiveSurvey survey = reading.selection();
    String appFolder = directory.appFolder();
    String shownFolder = CentralDirectory.shown(appFolder);
    Optional<ArchivedEntry> entry = directory.entry(appFolder + "/Info.plist");
    if (entry.isEmpty()) {
      throw new IpaUnreadableException(
          Reason.INFO_PLIST_MISSING, shownFolder + "/Info.plist is missing");
    }
    InfoPlist infoPlist = InfoPlist.read(entry.get().content(window, directory));
    ArchiveFacts archive = survey.facts();
    // Throws before any further read when the app cannot be released.
    AppBundle bundle =
        infoPlist.toAppBundle(
            shownFolder, BinaryInspection.notLookedAt(archive, infoPlist.facts()));
    return bundle.withFacts(
        new BinaryInspection(window, directory, appFolder, survey.frameworks())
            .complete(bundle.facts()));
  }
}
