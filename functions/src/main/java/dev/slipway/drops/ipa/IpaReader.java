package dev.slipway.drops.ipa;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.RangeWindow;
import java.io.IOException;
import java.util.Optional;

/// Reads an `.ipa` without fetching it: the end of the archive, what is missing of its table of
/// contents, the app's Info.plist, and then what preflight wants to know. Thread-safe; keeps
/// nothing.
///
/// Three ranged reads and less than 256 KB lead to the Info.plist of ordinary archives, and up to
/// four more to the rest; ten reads and 4 MiB are never exceeded, and what lies beyond them is
/// reported as not looked at. Layouts read: zip and zip64, stored and deflated entries, data
/// descriptors, archive comments, bytes in front of the archive.
public final class IpaReader {
  private IpaReader() {}

  /// Reads the one app of an archive.
  ///
  /// @throws IpaUnreadableException when the content cannot be released; trying again is of no use
  /// @throws IOException when the store cannot be read now; trying again is of use
  public static AppBundle read(ByteRanges ranges) throws IOException, IpaUnreadableException {
    var window = new RangeWindow(ranges);
    CentralDirectory directory = CentralDirectory.read(window);
    String appFolder = directory.appFolder();
    String shownFolder = CentralDirectory.shown(appFolder);
    Optional<ArchivedEntry> entry = directory.entry(appFolder + "/Info.plist");
    if (entry.isEmpty()) {
      throw new IpaUnreadableException(
          Reason.INFO_PLIST_MISSING, shownFolder + "/Info.plist is not there");
    }
    InfoPlist infoPlist = InfoPlist.read(entry.get().content(window, directory));
    ArchiveFacts archive = ArchiveSurvey.of(directory, appFolder);
    // An app that cannot be released at all costs no further reads.
    AppBundle bundle =
        infoPlist.toAppBundle(
            shownFolder, BinaryInspection.notLookedAt(archive, infoPlist.facts()));
    return bundle.withFacts(
        new BinaryInspection(window, directory, appFolder).complete(bundle.facts()));
  }
}
