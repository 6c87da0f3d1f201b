package dev.slipway.drops.plist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSArray;
import com.dd.plist.NSDate;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSString;
import com.dd.plist.UID;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyListReaderTest {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST"
          + " 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"";

  @Test
  void readsScalarsAndListsAndLeavesTheRestAlone() throws Exception {
    var root = new NSDictionary();
    root.put("text", "plain");
    root.put("wide", "東京");
    root.put("big", new NSNumber(1L << 40));
    root.put("negative", new NSNumber(-3));
    root.put("yes", new NSNumber(true));
    root.put("list", new NSArray(new NSString("a"), new NSNumber(2)));
    root.put("real", new NSNumber(1.5));
    root.put("date", new NSDate(new Date(0)));
    root.put("nested", new NSDictionary());
    String many = "k".repeat(300);
    root.put(many, "long key");
    Map<String, PlistValue> expected =
        Map.ofEntries(
            Map.entry("text", new PlistValue.Text("plain")),
            Map.entry("wide", new PlistValue.Text("東京")),
            Map.entry("big", new PlistValue.WholeNumber(1L << 40)),
            Map.entry("negative", new PlistValue.WholeNumber(-3)),
            Map.entry("yes", new PlistValue.Truth(true)),
            Map.entry(
                "list",
                new PlistValue.Sequence(
                    List.of(new PlistValue.Text("a"), new PlistValue.WholeNumber(2)))),
            Map.entry("real", PlistValue.Opaque.OPAQUE),
            Map.entry("date", new PlistValue.Moment(Instant.EPOCH)),
            Map.entry("nested", PlistValue.Opaque.OPAQUE),
            Map.entry(many, new PlistValue.Text("long key")));

    assertThat(PropertyListReader.topDictionary(Plists.xml(root), Set.of())).isEqualTo(expected);

    root.put("uid", new UID("uid", new byte[] {1}));
    assertThat(PropertyListReader.topDictionary(Plists.binary(root), Set.of()))
        .containsAllEntriesOf(expected)
        .containsEntry("uid", PlistValue.Opaque.OPAQUE);
  }

  @Test
  void opensTheDictionariesThatAreNamedTwoLevelsDeep() throws Exception {
    var third = new NSDictionary();
    third.put("hidden", "x");
    var second = new NSDictionary();
    second.put("third", third);
    second.put("list", new NSArray(new NSString("a"), third));
    var first = new NSDictionary();
    first.put("second", second);
    first.put("date", new NSDate(new Date(1_800_000_000_000L)));
    var root = new NSDictionary();
    root.put("opened", first);
    root.put("closed", first);
    root.put("text", "opened");
    Map<String, PlistValue> expected =
        Map.of(
            "opened",
            new PlistValue.Dictionary(
                Map.of(
                    "second",
                    new PlistValue.Dictionary(
                        Map.of(
                            "third",
                            PlistValue.Opaque.OPAQUE,
                            "list",
                            new PlistValue.Sequence(
                                List.of(new PlistValue.Text("a"), PlistValue.Opaque.OPAQUE)))),
                    "date",
                    new PlistValue.Moment(Instant.ofEpochSecond(1_800_000_000)))),
            "closed",
            PlistValue.Opaque.OPAQUE,
            "text",
            new PlistValue.Text("opened"));

    for (byte[] list : new byte[][] {Plists.binary(root), Plists.xml(root)}) {
      assertThat(PropertyListReader.topDictionary(list, Set.of("opened", "text")))
          .isEqualTo(expected);
    }
  }

  @Test
  void anOpenedDictionaryThatContainsItselfIsNoTrouble() throws Exception {
    byte[] cyclic = Plists.binaryOf(new byte[] {(byte) 0xD1, 1, 0}, new byte[] {0x51, 'a'});

    assertThat(PropertyListReader.topDictionary(cyclic, Set.of("a")))
        .isEqualTo(
            Map.of(
                "a",
                new PlistValue.Dictionary(
                    Map.of(
                        "a", new PlistValue.Dictionary(Map.of("a", PlistValue.Opaque.OPAQUE))))));
  }

  @Test
  void refusesOneDictionaryReferredToManyTimes() {
    var shared = new NSDictionary();
    for (int i = 0; i < 1_000; i++) {
      shared.put("k" + i, new NSNumber(1));
    }
    var opened = new NSDictionary();
    for (int i = 0; i < 1_000; i++) {
      opened.put("o" + i, shared);
    }
    var root = new NSDictionary();
    root.put("opened", opened);
    byte[] small = Plists.binary(root);

    assertThat(small).hasSizeLessThan(40_000);
    assertThatThrownBy(() -> PropertyListReader.topDictionary(small, Set.of("opened")))
        .isInstanceOf(IpaUnreadableException.class);
  }

  @Test
  void aDateThatIsNoneIsNotRead() throws Exception {
    byte[] key = {0x51, 'a'};
    byte[] notANumber = {0x33, 0x7F, (byte) 0xF8, 0, 0, 0, 0, 0, 0};
    byte[] farAway = {0x33, 0x7F, (byte) 0xEF, 0, 0, 0, 0, 0, 0};
    for (byte[] date : new byte[][] {notANumber, farAway}) {
      byte[] list = Plists.binaryOf(new byte[] {(byte) 0xD1, 1, 2}, key, date);
      assertThat(PropertyListReader.topDictionary(list, Set.of()))
          .isEqualTo(Map.of("a", PlistValue.Opaque.OPAQUE));
    }
    assertThat(xml("<plist><dict><key>a</key><date>tomorrow</date></dict></plist>"))
        .isEqualTo(Map.of("a", PlistValue.Opaque.OPAQUE));
  }

  @Test
  void readsXmlEntitiesOfTheStandardAndSections() throws Exception {
    assertThat(
            xml(
                HEAD
                    + "><plist><dict><key>a&amp;b</key><string>x<![CDATA[<y>]]>&#65;</string></dict></plist>"))
        .isEqualTo(Map.of("a&b", new PlistValue.Text("x<y>A")));
  }

  @Test
  void refusesExternalEntitiesWithoutReadingThem() {
    assertUnreadable(
        HEAD
            + " [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<plist><dict><key>a</key><string>&x;</string></dict></plist>");
    assertUnreadable(
        "<!DOCTYPE plist [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x.dtd\"> %p;]>"
            + "<plist><dict/></plist>");
  }

  @Test
  void refusesEntityBombsAtOnce() {
    var bomb = new StringBuilder(HEAD + " [<!ENTITY a0 \"aaaaaaaaaa\">");
    for (int i = 1; i < 12; i++) {
      bomb.append("<!ENTITY a").append(i).append(" \"");
      bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    bomb.append("]><plist><dict><key>a</key><string>&a11;</string></dict></plist>");
    assertUnreadable(bomb.toString());
  }

  @Test
  void refusesDeepNesting() {
    assertUnreadable(
        HEAD
            + "><plist><dict><key>a</key>"
            + "<array>".repeat(20_000)
            + "</array>".repeat(20_000)
            + "</dict></plist>");
  }

  @Test
  void refusesXmlOfOtherShape() {
    for (String document :
        List.of(
            "",
            "   ",
            "not a plist",
            "{ CFBundleIdentifier = x; }",
            "<plist/>",
            "<plist><array/></plist>",
            "<dict/>",
            "<plist><dict><string>a</string></dict></plist>",
            "<plist><dict><key>a</key></dict></plist>",
            "<plist><dict><key>a</key><string>x</string>",
            "<plist><dict><key>a</key><string><b/></string></dict></plist>",
            "<plist><dict><key>a</key><strange/></dict></plist>",
            "<plist><dict><key>a</key><integer>x</integer></dict></plist>",
            "<plist><dict/><dict/></plist>",
            "<plist><dict>text</dict></plist>",
            "<plist><dict><key>a</key><string>&unknown;</string></dict></plist>")) {
      assertUnreadable(document);
    }
  }

  @Test
  void binaryListThatContainsItselfIsNoTrouble() throws Exception {
    byte[] cyclic = Plists.binaryOf(new byte[] {(byte) 0xD1, 1, 0}, new byte[] {0x51, 'a'});

    assertThat(PropertyListReader.topDictionary(cyclic, Set.of()))
        .isEqualTo(Map.of("a", PlistValue.Opaque.OPAQUE));
  }

  @Test
  void refusesBinaryListsThatClaimMoreThanThereIs() {
    byte[] a = {0x51, 'a'};
    byte[] dictionary = {(byte) 0xD1, 1, 2};
    byte huge = (byte) 0x7F;
    byte[] hugeLength = {0x12, huge, huge, huge, huge};
    for (byte type : new byte[] {0x5F, 0x6F, (byte) 0xAF, (byte) 0xDF}) {
      byte[] claim = new byte[6];
      claim[0] = type;
      System.arraycopy(hugeLength, 0, claim, 1, 5);
      byte[] list =
          type == (byte) 0xDF ? Plists.binaryOf(claim) : Plists.binaryOf(dictionary, a, claim);
      assertUnreadable(list);
    }
    byte[] countless = Plists.binaryOf(dictionary, a, a);
    countless[countless.length - 20] = huge;
    assertUnreadable(countless);
    assertUnreadable(Plists.binaryOf(new byte[] {(byte) 0xD1, 9, 9}));
    assertUnreadable(Plists.binaryOf(a));
    assertUnreadable("bplist00".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void refusesOneTextReferredToManyTimes() {
    var root = new NSDictionary();
    var shared = new NSString("s".repeat(10_000));
    NSString[] items = new NSString[200];
    java.util.Arrays.fill(items, shared);
    root.put("list", new NSArray(items));
    byte[] small = Plists.binary(root);

    assertThat(small).hasSizeLessThan(20_000);
    assertUnreadable(small);
  }

  private static Map<String, PlistValue> xml(String document) throws IpaUnreadableException {
    return PropertyListReader.topDictionary(document.getBytes(StandardCharsets.UTF_8), Set.of());
  }

  private static void assertUnreadable(String document) {
    assertUnreadable(document.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertUnreadable(byte[] bytes) {
    assertThatThrownBy(() -> PropertyListReader.topDictionary(bytes, Set.of()))
        .as(new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.UTF_8))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.INFO_PLIST_UNREADABLE));
  }
}
