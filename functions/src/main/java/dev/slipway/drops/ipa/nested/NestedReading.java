package dev.slipway.drops.ipa.nested;

import dev.slipway.drops.BoundedReads;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.ipa.nested.NestedBundle.BundleInfo;
import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import dev.slipway.drops.ipa.nested.NestedPaths.Place;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOHeader;
import dev.slipway.drops.ipa.parts.PartReading;
import dev.slipway.drops.plist.PlistEntries;
import dev.slipway.drops.plist.PropertyListReader;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.RangeWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// Reads the bundles within an app, eight at the same time, each within a budget of its own. Not
/// thread-safe.
public final class NestedReading {
  /// Covers the load commands of the first slice, which begins 16 KiB after the start of a
  /// universal binary, and leaves half of the budget to the Info.plist.
  private static final int BINARY_HEAD_BYTES = 31 << 10;

  private static final int MAX_EXAMPLES = 3;

  private final RangeWindow window;
  private final CentralDirectory directory;
  private final String appFolder;

  /// @param appFolder byte for byte as ISO 8859-1
  public NestedReading(RangeWindow window, CentralDirectory directory, String appFolder) {
    this.window = window;
    this.directory = directory;
    this.appFolder = appFolder;
  }

  /// Reads the bundles that were found.
  ///
  /// @throws IOException when the store cannot be read now
  public NestedBundles read(NestedPaths paths) throws IOException {
    List<Place> places = paths.places();
    int count = Math.min(places.size(), NestedBundles.MAX_BUNDLES);
    var reads = new ArrayList<Callable<NestedBundle>>();
    places.subList(0, count).forEach(place -> reads.add(() -> bundle(place)));
    var examples = new ArrayList<String>();
    var seen = new ArrayList<NestedBundle>();
    for (NestedBundle bundle : BoundedReads.all(reads)) {
      if (bundle.infoPlist() instanceof Inspection.NotLookedAt<BundleInfo>) {
        examples.add(bundle.path());
      } else {
        seen.add(bundle);
      }
    }
    places
        .subList(count, places.size())
        .forEach(place -> examples.add(CentralDirectory.shown(place.path())));
    return new NestedBundles(
        seen,
        examples.size() + paths.beyond(),
        examples.subList(0, Math.min(examples.size(), MAX_EXAMPLES)));
  }

  private NestedBundle bundle(Place place) throws IOException {
    RangeWindow own = window.limitedTo(NestedBundles.MAX_READS_EACH, NestedBundles.MAX_BYTES_EACH);
    var parts = new PartReading(directory, appFolder);
    Inspection<BundleInfo> info = parts.inspect(place.infoPlist(), entry -> info(entry, own));
    Inspection<MachOBinary> binary =
        place.kind() == Kind.FRAMEWORK
            ? parts.inspect(
                place.binary(),
                entry -> MachOHeader.read(entry.head(own, directory, BINARY_HEAD_BYTES)))
            : new Inspection.Missing<>();
    return new NestedBundle(
        CentralDirectory.shown(place.path()),
        place.kind(),
        CentralDirectory.shown(place.container()),
        info,
        binary);
  }

  private BundleInfo info(ArchivedEntry entry, RangeWindow own)
      throws IOException, IpaUnreadableException {
    var entries =
        new PlistEntries(PropertyListReader.topDictionary(entry.content(own, directory), Set.of()));
    return new BundleInfo(
        entries.text("CFBundleIdentifier"),
        entries.text("CFBundleShortVersionString"),
        entries.text("CFBundleVersion"),
        entries.text("MinimumOSVersion"),
        entries.texts("CFBundleSupportedPlatforms"));
  }
}
