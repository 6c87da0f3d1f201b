package dev.slipway.drops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.DropKey.BareIpa;
import dev.slipway.drops.DropKey.FolderManifest;
import dev.slipway.drops.DropKey.Ignored;
import dev.slipway.drops.DropKey.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropKeyTest {
  private static final String CONNECTION = "abcdefghijklmnopqrstuvwxyz234567";

  @Test
  void ipaDirectlyUnderItsConnectionIsABareDrop() {
    for (String name :
        new String[] {
          "App.ipa", "My App+1 100%.ipa", "Приложение 東京.ipa", "a..b.ipa", "x.app.ipa"
        }) {
      assertThat(DropKey.parse(CONNECTION + "/" + name)).isEqualTo(new BareIpa(CONNECTION, name));
    }
  }

  @Test
  void manifestOneFolderBelowIsAFullDrop() {
    assertThat(DropKey.parse(CONNECTION + "/2.4 beta+1/release.json"))
        .isEqualTo(new FolderManifest(CONNECTION, "2.4 beta+1"));
  }

  @Test
  void everythingElseStartsNothingAndSaysWhy() {
    Map.ofEntries(
            Map.entry("c/folder/App.ipa", Reason.PART_OF_A_DROP),
            Map.entry("c/folder/metadata/en-US/name.txt", Reason.PART_OF_A_DROP),
            Map.entry("c/folder/deeper/release.json", Reason.MANIFEST_TOO_DEEP),
            Map.entry("c/release.json", Reason.MANIFEST_WITHOUT_FOLDER),
            Map.entry("c/App.IPA", Reason.NOT_A_DROP),
            Map.entry("c/.ipa", Reason.NOT_A_DROP),
            Map.entry("c/._App.ipa", Reason.NOT_A_DROP),
            Map.entry("c/App.zip", Reason.NOT_A_DROP),
            Map.entry("c/folder/", Reason.FOLDER_MARKER),
            Map.entry("c/", Reason.FOLDER_MARKER),
            Map.entry("App.ipa", Reason.NO_CONNECTION),
            Map.entry("no connection/App.ipa", Reason.NO_CONNECTION),
            Map.entry("", Reason.UNSAFE_NAME),
            Map.entry("/c/App.ipa", Reason.UNSAFE_NAME),
            Map.entry("/", Reason.UNSAFE_NAME),
            Map.entry("c//App.ipa", Reason.UNSAFE_NAME),
            Map.entry("c//release.json", Reason.UNSAFE_NAME),
            Map.entry("c/../App.ipa", Reason.UNSAFE_NAME),
            Map.entry("c/../release.json", Reason.UNSAFE_NAME),
            Map.entry("c/./release.json", Reason.UNSAFE_NAME),
            Map.entry("../c/App.ipa", Reason.UNSAFE_NAME),
            Map.entry("c/a\\b.ipa", Reason.UNSAFE_NAME),
            Map.entry("c/a\nb.ipa", Reason.UNSAFE_NAME),
            Map.entry("c/a\0.ipa", Reason.UNSAFE_NAME),
            Map.entry("c/" + "x".repeat(255) + ".ipa", Reason.UNSAFE_NAME))
        .forEach(
            (key, reason) -> assertThat(DropKey.parse(key)).as(key).isEqualTo(new Ignored(reason)));
  }
}
