package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSString;
import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.drops.ipa.icon.Icons;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Which file of an `.ipa` becomes its icon, and what that costs.
class IpaIconTest {
  @Test
  void theSmallestIconThatIsLargeEnoughIsTaken() throws Exception {
    var zip = store("AppIcon60x60", "AppIcon76x76");
    zip.add(APP + "AppIcon60x60@3x.png", Icons.ofXcode(180, 0x030303));
    zip.add(APP + "AppIcon60x60@2x.png", Icons.ofXcode(120, 0x020202));
    zip.add(APP + "AppIcon76x76~ipad.png", Icons.ofXcode(76, 0x010101));
    zip.add(APP + "AppIcon76x76@2x~ipad.png", Icons.ofXcode(152, 0x040404));

    assertThat(colour(icon(zip))).isEqualTo(0x020202);
  }

  @Test
  void elseTheLargestIsTaken() throws Exception {
    var zip = store("Icon-Small", "Icon-40.png", "Icon.png");
    zip.add(APP + "Icon-40.png", Icons.ofXcode(40, 0x010101));
    zip.add(APP + "Icon-Small@2x.png", Icons.ofXcode(58, 0x020202));
    zip.add(APP + "Icon.png", Icons.ofXcode(57, 0x030303));

    assertThat(colour(icon(zip))).as("names without a size count as 57 points").isEqualTo(0x020202);
  }

  @Test
  void theSameIconHasTheSameId() throws Exception {
    var first = icon(with(store("A"), APP + "A@2x.png", Icons.ofXcode(120, 1)));
    var second = icon(with(store("B"), APP + "B@3x.png", Icons.ofXcode(180, 1)));
    var other = icon(with(store("A"), APP + "A@2x.png", Icons.ofXcode(120, 2)));

    assertThat(first.id()).matches("[0-9a-f]{32}").isEqualTo(second.id());
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(AppIcon.key("connection", first.id()))
        .isEqualTo("icons/connection/" + first.id() + ".png");
  }

  /// The icon of an archive of tens of megabytes, whose files are far apart.
  @Test
  void anIconIsOneMoreRead() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "AppIcon60x60@2x.png", Icons.ofXcode(120, 0x2F80ED));
    zip.add(APP + "Media.bin", noise(20 << 20)).stored();
    zip.add(APP + "Info.plist", info("AppIcon60x60"));
    zip.add(APP + "More.bin", noise(10 << 20)).stored();
    byte[] archive = zip.build();
    var without = new CountingRanges(archive);
    var with = new CountingRanges(archive);

    IpaReader.read(without);
    assertThat(IpaReader.readWithIcon(with).icon()).isNotNull();

    assertThat(with.reads).isEqualTo(without.reads + 1).isLessThanOrEqualTo(4);
    assertThat(with.readBytes).isLessThan(256 << 10);
  }

  @Test
  void anIconThatCannotBeUsedIsNoFault() throws Exception {
    byte[] icon = Icons.ofXcode(120, 0x2F80ED);
    var zips = new ArrayList<ZipBuilder>();
    zips.add(store("AppIcon60x60"));
    zips.add(store());
    zips.add(with(store("AppIcon60x60"), APP + "AppIcon60x60@2x.png", noise(50_000)));
    zips.add(with(store("AppIcon60x60"), APP + "AppIcon60x60@2x.png", noise(400_000)));
    zips.add(with(store("../x", "", "a/b", "\u0000"), APP + "x@2x.png", icon));
    var names = new String[3_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = "Icon" + i;
    }
    zips.add(with(store(names), APP + "Icon2999@2x.png", icon));

    for (var zip : zips) {
      var reading = IpaReader.readWithIcon(new CountingRanges(zip.build()));
      assertThat(reading.icon()).isNull();
      assertThat(reading.faults()).isEmpty();
      assertThat(reading.app()).isNotNull();
    }
  }

  @Test
  void anIconThatTheStoreDoesNotGiveIsNoFault() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "AppIcon60x60@2x.png", Icons.ofXcode(120, 0x2F80ED));
    zip.add(APP + "Media.bin", noise(1 << 20)).stored();
    zip.add(APP + "Info.plist", info("AppIcon60x60"));
    var all = new CountingRanges(zip.build());
    ByteRanges ranges =
        new ByteRanges() {
          @Override
          public long sizeBytes() {
            return all.sizeBytes();
          }

          @Override
          public byte[] read(long offset, int length) throws IOException {
            if (offset < 1000) {
              throw new IOException("S3 is slow");
            }
            return all.read(offset, length);
          }
        };

    var reading = IpaReader.readWithIcon(ranges);

    assertThat(reading.icon()).isNull();
    assertThat(reading.faults()).isEmpty();
  }

  private static AppIcon icon(ZipBuilder zip) throws Exception {
    var icon = IpaReader.readWithIcon(new CountingRanges(zip.build())).icon();
    assertThat(icon).isNotNull();
    return icon;
  }

  private static int colour(AppIcon icon) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(icon.png())).getRGB(9, 9) & 0xFFFFFF;
  }

  private static ZipBuilder with(ZipBuilder zip, String name, byte[] content) {
    zip.add(name, content);
    return zip;
  }

  private static byte[] info(String... icons) {
    var info = Plists.storeInfo("com.example.sample");
    var primary = new NSDictionary();
    primary.put(
        "CFBundleIconFiles",
        new NSArray(List.of(icons).stream().map(NSString::new).toArray(NSString[]::new)));
    var all = new NSDictionary();
    all.put("CFBundlePrimaryIcon", primary);
    info.put("CFBundleIcons", all);
    return Plists.binary(info);
  }

  private static ZipBuilder store(String... icons) {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", info(icons));
    return zip;
  }
}
