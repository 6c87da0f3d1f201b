package dev.slipway.drops.plist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepeatedKeysTest {
  @Test
  void namesEveryKeyThatIsRepeated() throws Exception {
    String version = "<key>CFBundleVersion</key><string>%s</string>";
    String icons = "<key>CFBundleIcons</key><dict><key>a</key><true/><key>a</key><false/></dict>";

    assertRepeated(
        xmlBytes(version.formatted("1") + "<key>b</key><true/>" + version.formatted("2")),
        "the key \"CFBundleVersion\" more than once");
    assertRepeated(
        xmlBytes(version.formatted("1").repeat(3) + icons),
        "the keys \"CFBundleVersion\", \"CFBundleIcons:a\" more than once");
    assertRepeated(
        xmlBytes("<key>x&#10;y</key><true/><key>x&#10;y</key><true/>"), "\"x y\" more than once");
    String deep =
        "<key>CFBundleIcons</key><dict><key>%s</key><dict>%s</dict></dict>"
            .formatted("k".repeat(200), "<key>c</key><true/>".repeat(2));
    assertRepeated(
        xmlBytes(deep), "the key \"CFBundleIcons:" + "k".repeat(120) + "…:c\" more than once");
    var many = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      many.append("<key>k%d</key><true/><key>k%d</key><true/>".formatted(i, i));
    }
    assertRepeated(
        xmlBytes(many.toString()),
        "the keys \"k0\", \"k1\", \"k2\", \"k3\", \"k4\" and others more than once");

    byte[] a = {0x51, 'a'};
    byte[] wideA = {0x61, 0, 'a'};
    byte[] one = {0x10, 1};
    byte[] two = {0x10, 2};
    for (byte[] again : new byte[][] {a, wideA}) {
      byte[] binary = Plists.binaryOf(new byte[] {(byte) 0xD2, 1, 2, 3, 4}, a, again, one, two);
      assertRepeated(binary, "the key \"a\" more than once");
      assertThat(PropertyListReader.read(binary, Set.of()).entries())
          .isEqualTo(Map.of("a", new PlistValue.WholeNumber(2)));
    }
  }

  @Test
  void aKeyRepeatedInADictionaryThatIsNotReadIsNoFault() throws Exception {
    byte[] list =
        xmlBytes(
            "<key>b</key><dict><key>a</key><true/><key>a</key><true/></dict><key>a</key><true/>");

    assertThat(PropertyListReader.topDictionary(list, Set.of())).containsOnlyKeys("a", "b");
  }

  private static byte[] xmlBytes(String entries) {
    return ("<plist><dict>" + entries + "</dict></plist>").getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRepeated(byte[] list, String keys) {
    assertThatThrownBy(() -> PropertyListReader.topDictionary(list, Set.of("CFBundleIcons")))
        .hasMessageStartingWith("The Info.plist is not a readable property list: it has ")
        .hasMessageEndingWith(keys + ", and Apple does not document which value counts.");
  }
}
