package dev.slipway.drops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.DropKey.BareIpa;
import dev.slipway.drops.DropKey.FolderManifest;
import dev.slipway.drops.DropKey.Ignored;
import dev.slipway.drops.DropKey.OtherFile;
import dev.slipway.drops.DropKey.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropKeyTest {
  private static final String CONNECTION = "abcdefghijklmnopqrstuvwxyz234567";

  @Test
  void ipaDirectlyUnderItsConnectionIsABareDrop() {
    for (String name :
        new String[] {
          "App.ipa",
          "My App+1 100%.ipa",
          "Приложение 東京.ipa",
          "a..b.ipa",
          "x.app.ipa",
          "App.IPA",
          "app.Ipa"
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
  void aManifestMayBeWrittenInAnyCase() {
    assertThat(DropKey.parse(CONNECTION + "/2.4/Release.JSON"))
        .isEqualTo(new FolderManifest(CONNECTION, "2.4"));
  }

  @Test
  void whatLooksLikeABuildSaysWhatToUploadInstead() {
    Map.ofEntries(
            Map.entry("App.pkg", OtherBuild.MAC_APP),
            Map.entry("App.PKG", OtherBuild.MAC_APP),
            Map.entry("App.pkg.zip", OtherBuild.MAC_APP),
            Map.entry("App 1.2.dmg", OtherBuild.MAC_APP),
            Map.entry("app-release.aab", OtherBuild.ANDROID_APP),
            Map.entry("app.APK", OtherBuild.ANDROID_APP),
            Map.entry("app.apks", OtherBuild.ANDROID_APP),
            Map.entry("App.ipa.zip", OtherBuild.PACKED_IPA),
            Map.entry("App.IPA.ZIP", OtherBuild.PACKED_IPA),
            Map.entry("App.ipa.tar.gz", OtherBuild.PACKED_IPA),
            Map.entry("App.ipa.gz", OtherBuild.PACKED_IPA),
            Map.entry("App.xcarchive", OtherBuild.NOT_EXPORTED),
            Map.entry("App.xcarchive.zip", OtherBuild.NOT_EXPORTED),
            Map.entry("Runner.app.zip", OtherBuild.NOT_EXPORTED),
            Map.entry("build-1.app.tar.gz", OtherBuild.NOT_EXPORTED),
            Map.entry("App.zip", OtherBuild.ARCHIVE),
            Map.entry("2.4.0.tar.gz", OtherBuild.ARCHIVE))
        .forEach(
            (name, build) ->
                assertThat(DropKey.parse(CONNECTION + "/" + name))
                    .as(name)
                    .isEqualTo(new OtherFile(CONNECTION, name, build)));
    assertThat(DropKey.parse(CONNECTION + "/App.xcarchive/Info.plist"))
        .isEqualTo(new OtherFile(CONNECTION, "App.xcarchive", OtherBuild.NOT_EXPORTED));
    assertThat(DropKey.parse(CONNECTION + "/Runner.app/Info.plist"))
        .isEqualTo(new OtherFile(CONNECTION, "Runner.app", OtherBuild.NOT_EXPORTED));
    assertThat(OtherBuild.MAC_APP.message())
        .isEqualTo(
            "Slipway does not take Mac apps yet. Upload this one with Transporter, as a .pkg.");
  }

  @Test
  void everythingElseStartsNothingAndSaysWhy() {
    Map.ofEntries(
            Map.entry("c/folder/App.ipa", Reason.PART_OF_A_DROP),
            Map.entry("c/folder/metadata/en-US/name.txt", Reason.PART_OF_A_DROP),
            Map.entry("c/folder/deeper/release.json", Reason.MANIFEST_TOO_DEEP),
            Map.entry("c/release.json", Reason.MANIFEST_WITHOUT_FOLDER),
            Map.entry("c/.ipa", Reason.NOT_A_DROP),
            Map.entry("c/._App.ipa", Reason.NOT_A_DROP),
            Map.entry("c/notes.txt", Reason.NOT_A_DROP),
            Map.entry("c/1.png", Reason.NOT_A_DROP),
            Map.entry("c/.zip", Reason.NOT_A_DROP),
            Map.entry("c/.App.pkg", Reason.NOT_A_DROP),
            Map.entry("c/App.app.dSYM.zip", Reason.NOT_A_DROP),
            Map.entry("c/symbols.tgz", Reason.NOT_A_DROP),
            Map.entry("c/App.ipa.sha256", Reason.NOT_A_DROP),
            Map.entry("c/App.txt.gz", Reason.NOT_A_DROP),
            Map.entry("c/folder/App.pkg", Reason.PART_OF_A_DROP),
            Map.entry("c/folder/Info.plist", Reason.PART_OF_A_DROP),
            Map.entry(
                "c/App.xcarchive/Products/Applications/App.app/Info.plist", Reason.PART_OF_A_DROP),
            Map.entry("c/App.xcarchive/dSYMs", Reason.PART_OF_A_DROP),
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
