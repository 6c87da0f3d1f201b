package dev.slipway.runner.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.StartFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOnDiskTest {
  @TempDir Path directory;

  @Test
  void takesTextsAndPicturesOfFastlanesFolder() throws Exception {
    write("metadata/en-US/name.txt", "Example");
    write("metadata/de-DE/name.txt", "Beispiel");
    write("screenshots/JA/01.png", "");
    write("screenshots/.DS_Store", "");

    var folder = FolderOnDisk.find(directory, null);

    assertThat(folder.files().keySet())
        .containsExactly(
            "metadata/de-DE/name.txt", "metadata/en-US/name.txt", "screenshots/JA/01.png");
    assertThat(folder.locales()).containsExactly("en-US", "de-DE", "ja");
    assertThat(folder.ipa()).isNull();
    assertThat(folder.releaseJson()).isNull();
  }

  @Test
  void findsFastlanesFolderInAProject() throws Exception {
    write("fastlane/metadata/en-US/name.txt", "Example");
    write("Sources/App.swift", "");

    var folder = FolderOnDisk.find(directory, null);

    assertThat(folder.files().keySet()).containsExactly("metadata/en-US/name.txt");
  }

  @Test
  void followsThePlainPathsOfADeliverfileAndRunsNoRuby() throws Exception {
    write("store/texts/en-US/name.txt", "Example");
    write("store/pictures/en-US/01.png", "");
    write("fastlane/rating.json", "{}");
    write("fastlane/Appfile", "app_identifier \"com.example.app\" # the app\n");
    write(
        "fastlane/Deliverfile",
        """
        # The folders of the store
        metadata_path "./store/texts"
        screenshots_path('store/pictures')
        app_rating_config_path "./rating.json"
        app_identifier ENV["APP"]
        ipa "#{ENV['HOME']}/App.ipa"
        submission_information({ add_id_info_uses_idfa: false })
        """);

    var folder = FolderOnDisk.find(directory, null);

    assertThat(folder.files())
        .containsKeys(
            "metadata/en-US/name.txt", "screenshots/en-US/01.png", "app_rating_config.json");
    assertThat(folder.files()).doesNotContainKey("rating.json");
    assertThat(folder.bundleId()).isEqualTo("com.example.app");
    assertThat(folder.notRun()).isEmpty();
  }

  @Test
  void namesTheFoldersThatOnlyRubyKnows() throws Exception {
    write("metadata/en-US/name.txt", "Example");
    write("pictures/en-US/01.png", "");
    write(
        "Deliverfile",
        "screenshots_path \"./pictures\"\nmetadata_path(\"#{ENV['HOME']}/store\")\n");

    var folder = FolderOnDisk.find(directory, null);

    assertThat(folder.notRun()).containsExactly("metadata_path");
    assertThat(folder.files()).containsKeys("metadata/en-US/name.txt", "screenshots/en-US/01.png");
  }

  @Test
  void takesTheOnlyBuildOrTheGivenOne() throws Exception {
    write("metadata/en-US/name.txt", "Example");
    write("build/App.ipa", "");
    assertThat(FolderOnDisk.find(directory, null).ipa())
        .isEqualTo(directory.resolve("build/App.ipa"));

    write("Other.IPA", "");
    assertThat(FolderOnDisk.find(directory, directory.resolve("Other.IPA")).files().keySet())
        .containsExactly("metadata/en-US/name.txt");
    assertFault(directory, "has 2 builds").contains("set IPA");
  }

  @Test
  void saysWhatToDoWhenThereIsNothingToDrop() throws Exception {
    write("Sources/App.swift", "");
    assertFault(directory, "has no metadata/, screenshots/").contains("set DIR");
    assertFault(directory.resolve("nowhere"), "There is no folder").contains("set DIR");

    write("metadata/en-US/name.txt", "Example");
    assertFault(directory.resolve("metadata"), "is one part of a drop")
        .contains("set DIR to the folder around it");
    assertThatThrownBy(() -> FolderOnDisk.find(directory, directory.resolve("No.ipa")))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("There is no file");

    write("Deliverfile", "screenshots_path \"./pictures\"\n");
    assertFault(directory, "screenshots_path \"./pictures\" is not there").contains("correct it");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertFault(
      Path folder, String said) {
    var thrown =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            StartFault.class, () -> FolderOnDisk.find(folder, null));
    return assertThat(thrown.getMessage()).contains(said);
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
