package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveFactsTest {
  @Test
  void seesWhatAStoreBuildHolds() throws Exception {
    ArchiveFacts facts = facts(SampleArchive.store());

    assertThat(facts)
        .isEqualTo(
            new ArchiveFacts(
                facts.appSizeBytes(),
                List.of("Wrist"),
                List.of("Share"),
                List.of(),
                List.of("Alpha", "Beta"),
                true,
                true,
                true,
                true,
                true,
                0,
                List.of()));
  }

  @Test
  void aBareAppHoldsNothing() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);

    assertThat(facts(zip))
        .isEqualTo(
            new ArchiveFacts(
                INFO.length,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                false,
                false,
                false,
                false,
                0,
                List.of()));
  }

  @Test
  void sizeIsThatOfTheAppUnpacked() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "zeros", new byte[1 << 20]);
    zip.add("SwiftSupport/iphoneos/libswiftCore.dylib", new byte[1 << 20]);
    assertThat(facts(zip).appSizeBytes()).isEqualTo(INFO.length + (1 << 20));

    ZipBuilder.Entry large = zip.add(APP + "large", "x").withZip64();
    large.size = 5L << 30;
    assertThat(facts(zip).appSizeBytes()).isEqualTo(INFO.length + (1 << 20) + (5L << 30));

    ZipBuilder.Entry endless = zip.add(APP + "endless", "x").withZip64();
    endless.size = Long.MAX_VALUE;
    assertThat(facts(zip).appSizeBytes()).isEqualTo(Long.MAX_VALUE);

    var unsaid = new ZipBuilder();
    unsaid.add(APP + "Info.plist", INFO);
    unsaid.add(APP + "without-its-zip64-field", "x").size = 0xFFFF_FFFFL;
    assertThat(facts(unsaid).appSizeBytes()).isEqualTo(INFO.length + 0xFFFF_FFFFL);
  }

  @Test
  void namesBundlesDirectlyInTheirFoldersAlone() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "PlugIns/One.appex/", "").stored();
    zip.add(APP + "PlugIns/One.appex/Frameworks/Inner.framework/Inner", "x");
    zip.add(APP + "Extensions/Two.appex/Info.plist", INFO);
    zip.add(APP + "PlugIns/.appex/Info.plist", INFO);
    zip.add(APP + "PlugIns/file.appex", "x");
    zip.add(APP + "PlugIns/Resources.bundle/Info.plist", INFO);
    zip.add(APP + "AppClips/Clip.app/Info.plist", INFO);
    zip.add(APP + "Watch/Wrist.app/PlugIns/Face.appex/Info.plist", INFO);
    zip.add(APP + "Frameworks/Zoë.framework/Zoë", "x");
    zip.add(APP + "Frameworks/libswiftCore.dylib", "x");
    zip.add("Symbols", "x");

    ArchiveFacts facts = facts(zip);

    assertThat(facts.appExtensions()).containsExactly("One", "Two");
    assertThat(facts.appClips()).containsExactly("Clip");
    assertThat(facts.watchApps()).containsExactly("Wrist");
    assertThat(facts.frameworks()).containsExactly("Zoë");
    assertThat(facts.hasSymbols()).isFalse();
  }

  @Test
  void countsWhatTheFinderLeftBehind() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + ".DS_Store", "x");
    zip.add(APP + "en.lproj/._Localizable.strings", "x");
    zip.add("__MACOSX/Payload/._Sample.app", "x");
    zip.add("Payload/.DS_Store", "x");
    zip.add(APP + "a.DS_Store.txt", "x");

    ArchiveFacts facts = facts(zip);

    assertThat(facts.strayEntries()).isEqualTo(4);
    assertThat(facts.strayExamples())
        .containsExactly(
            "Payload/.DS_Store",
            "Payload/Sample.app/.DS_Store",
            "Payload/Sample.app/en.lproj/._Localizable.strings");
  }

  private static ArchiveFacts facts(ZipBuilder zip) throws Exception {
    return IpaReader.read(new CountingRanges(zip.build())).app().facts().archive();
  }
}
