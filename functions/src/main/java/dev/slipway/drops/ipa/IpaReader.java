package dev.slipway.drops.ipa;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ipa.icon.IconReading;
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
/// For ordinary archives, three ranged reads and less than 256 KB lead to the Info.plist, and two
/// more reads to the rest of the app itself. A central directory of up to 48 MiB (some 250,000
/// files) is read in pieces of 4 MiB; besides it, the reader never exceeds ten reads and 4 MiB, and
/// reports parts beyond that as [Inspection.NotLookedAt]. Of the bundles within the app it looks at
/// 64, eight at the same time, each with at most two reads and 64 KiB. It supports zip and zip64,
/// stored and deflated entries, data descriptors, archive comments, and data in front of the
/// archive.
public final class IpaReader {
  private static final String INFO_PLIST = "/Info.plist";

  /// Where a Mac app has it (Apple, Bundle Programming Guide).
  private static final String MAC_INFO_PLIST = "/Contents/Info.plist";

  private IpaReader() {}

  /// Reads the only app of an archive. What is wrong with its Info.plist is part of the result.
  ///
  /// @throws IpaUnreadableException when the content cannot be released, and nothing can be said of
  ///   its app; trying again does not help
  /// @throws IOException when the store cannot be read now; trying again may help
  public static IpaReading read(ByteRanges ranges) throws IOException, IpaUnreadableException {
    return read(ranges, false);
  }

  /// Reads the same and, with at most two more reads, the app's icon.
  ///
  /// @throws IpaUnreadableException as [#read] does, and never because of the icon
  /// @throws IOException likewise
  public static IpaReading readWithIcon(ByteRanges ranges)
      throws IOException, IpaUnreadableException {
    return read(ranges, true);
  }

  private static IpaReading read(ByteRanges ranges, boolean withIcon)
      throws IOException, IpaUnreadableException {
    var window = new RangeWindow(ranges);
    CentralDirectory.Reading<ArchiveSurvey> reading =
        CentralDirectory.read(window, ArchiveSurvey::new);
    CentralDirectory directory = reading.directory();
    ArchiveSurvey survey = reading.selection();
    String appFolder = directory.appFolder();
    String shownFolder = CentralDirectory.shown(appFolder);
    Optional<ArchivedEntry> entry = directory.entry(appFolder + INFO_PLIST);
    if (entry.isEmpty()) {
      Optional<ArchivedEntry> ofMac = directory.entry(appFolder + MAC_INFO_PLIST);
      if (ofMac.isPresent()) {
        return IpaReading.ofMac(written(ofMac.get(), window, directory), "Contents/Info.plist");
      }
      throw new IpaUnreadableException(
          Reason.INFO_PLIST_MISSING, shownFolder + INFO_PLIST + " is missing");
    }
    InfoPlist infoPlist = InfoPlist.read(entry.get().content(window, directory));
    if (infoPlist.ofMac()) {
      return IpaReading.ofMac(infoPlist.written(), "DTPlatformName");
    }
    BinaryFacts facts =
        new BinaryInspection(window, directory, appFolder)
            .facts(survey.facts(), infoPlist.facts(), survey.nested());
    AppInfo app = infoPlist.app(shownFolder, facts);
    var icon =
        withIcon ? IconReading.read(window, directory, appFolder, infoPlist.iconFiles()) : null;
    return new IpaReading(app, infoPlist.written(), infoPlist.faults(), icon);
  }

  private static WrittenIdentity written(
      ArchivedEntry entry, RangeWindow window, CentralDirectory directory) throws IOException {
    try {
      return InfoPlist.read(entry.content(window, directory)).written();
    } catch (IpaUnreadableException e) {
      // The layout alone shows that it is a Mac app.
      return new WrittenIdentity(null, null, null);
    }
  }
}
