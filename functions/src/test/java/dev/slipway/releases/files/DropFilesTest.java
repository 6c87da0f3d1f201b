package dev.slipway.releases.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.store.FileStore;
import dev.slipway.state.InMemoryStateStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DropFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
  private static final ConnectionId CONNECTION = ConnectionId.of("alice", "issuer");

  private final FileStore files = new FileStore(new InMemoryStateStore());

  @Test
  void aBareIpaIsTheBuild() {
    var release = release(Drop.Kind.BARE_IPA, CONNECTION + "/Harbour.ipa");

    assertThat(DropFiles.of(release, files, Pictures.NONE))
        .containsExactly(DropFile.of("Harbour.ipa", 7, FileUse.BUILD));
  }

  @Test
  void aFolderThatIsNotReadYetHasItsReleaseJson() {
    var release = release(Drop.Kind.FOLDER, CONNECTION + "/1.1/release.json");

    assertThat(DropFiles.of(release, files, Pictures.NONE))
        .containsExactly(DropFile.of("release.json", 7, FileUse.SETTINGS));
  }

  @Test
  void eachFileOfAFolderHasItsUse() {
    var release =
        release(Drop.Kind.FOLDER, CONNECTION + "/1.1/release.json")
            .withPreflight(
                new PreflightLedger(
                    NOW,
                    List.of(
                        ReadingCheck.FILE_UNKNOWN.because(
                            "Metadata/", null, "Slipway ignores it.", "Rename it to metadata/."))));
    files.pin(
        release.id(),
        Stream.of(
                "release.json",
                "Harbour.ipa",
                "README.md",
                "metadata/copyright.txt",
                "metadata/app_rating_config.json",
                "metadata/de-DE/release_notes.txt",
                "metadata/de-DE/notes.txt",
                "metadata/review_information/notes.txt",
                "metadata/review_information/attachment.pdf",
                "Metadata/en-US/name.txt",
                "screenshots/de-DE/1.png",
                "screenshots/de-DE/odd.png",
                "screenshots/de-DE/2.mp4")
            .map(path -> new ObjectVersion(path, "v", "\"e\"", 1))
            .toList());
    var pictures =
        new Pictures(
            NOW,
            List.of(
                picture(MediaKind.SCREENSHOT, "APP_IPHONE_67", "1.png", Picture.Change.MOVED),
                picture(MediaKind.SCREENSHOT, null, "odd.png", Picture.Change.LEFT_OUT),
                picture(MediaKind.PREVIEW, "IPHONE_67", "2.mp4", Picture.Change.NEW)));

    assertThat(DropFiles.of(release, files, pictures))
        .extracting(DropFile::path, DropFile::use, DropFile::locale, DropFile::change)
        .extracting(Object::toString)
        .containsExactly(
            "(\"Harbour.ipa\", BUILD, null, null)",
            "(\"release.json\", SETTINGS, null, null)",
            "(\"metadata/de-DE/release_notes.txt\", TEXT, \"de-DE\", null)",
            "(\"metadata/copyright.txt\", APP_INFORMATION, null, null)",
            "(\"metadata/app_rating_config.json\", AGE_RATING, null, null)",
            "(\"metadata/review_information/attachment.pdf\", REVIEW_INFORMATION, null, null)",
            "(\"metadata/review_information/notes.txt\", REVIEW_INFORMATION, null, null)",
            "(\"screenshots/de-DE/1.png\", SCREENSHOT, \"de-DE\", MOVED)",
            "(\"screenshots/de-DE/2.mp4\", PREVIEW, \"de-DE\", NEW)",
            "(\"Metadata/en-US/name.txt\", LEFT_OUT, null, null)",
            "(\"README.md\", LEFT_OUT, null, null)",
            "(\"metadata/de-DE/notes.txt\", LEFT_OUT, null, null)",
            "(\"screenshots/de-DE/odd.png\", LEFT_OUT, \"de-DE\", null)");
    assertThat(DropFiles.of(release, files, pictures))
        .filteredOn(file -> file.reason() != null)
        .extracting(DropFile::path)
        .containsExactly("Metadata/en-US/name.txt", "screenshots/de-DE/odd.png");
  }

  /// Slipway reads them (fastlane's names of before), so they are not left out.
  @Test
  void oldNamesOfReviewInformationHaveTheirUse() {
    var release = release(Drop.Kind.FOLDER, CONNECTION + "/1.1/release.json");
    files.pin(
        release.id(),
        Stream.of(
                "metadata/review_email.txt",
                "metadata/review_information/review_notes.txt",
                "metadata/review_demo_password.txt",
                "metadata/de-DE/review_notes.txt")
            .map(path -> new ObjectVersion(path, "v", "\"e\"", 1))
            .toList());

    assertThat(DropFiles.of(release, files, Pictures.NONE))
        .extracting(DropFile::path, DropFile::use)
        .extracting(Object::toString)
        .containsExactly(
            "(\"metadata/review_demo_password.txt\", REVIEW_INFORMATION)",
            "(\"metadata/review_email.txt\", REVIEW_INFORMATION)",
            "(\"metadata/review_information/review_notes.txt\", REVIEW_INFORMATION)",
            "(\"metadata/de-DE/review_notes.txt\", LEFT_OUT)");
  }

  /// The size of such a file is the length of a password, in whatever place and under whatever name
  /// it is.
  @Test
  void aFileThatMayHoldAPasswordHasNoSize() {
    var release = release(Drop.Kind.FOLDER, CONNECTION + "/1.1/release.json");
    var secret =
        List.of(
            "metadata/review_information/demo_password.txt",
            "metadata/review_information/Demo-Password.txt",
            "metadata/review_information/demopass.txt",
            "metadata/review_demo_password.txt",
            "review_information/demo_password.txt");
    var open =
        List.of(
            "Passport.ipa",
            "release.json",
            "metadata/review_information/demo_user.txt",
            "password/README.md");
    files.pin(
        release.id(),
        Stream.concat(secret.stream(), open.stream())
            .map(path -> new ObjectVersion(path, "v", "\"e\"", 8))
            .toList());

    var found = DropFiles.of(release, files, Pictures.NONE);

    assertThat(found)
        .filteredOn(file -> file.sizeBytes() == null)
        .extracting(DropFile::path)
        .containsExactlyInAnyOrderElementsOf(secret);
    assertThat(found)
        .filteredOn(file -> file.sizeBytes() != null)
        .extracting(DropFile::path)
        .containsExactlyInAnyOrderElementsOf(open);
  }

  private static Picture picture(
      MediaKind kind, String displayType, String name, Picture.Change change) {
    return new Picture(
        "de-DE",
        kind,
        displayType,
        1,
        name,
        "screenshots/de-DE/" + name,
        "v",
        1,
        0,
        0,
        Format.PNG,
        change,
        null);
  }

  private static ReleaseRecord release(Drop.Kind kind, String key) {
    return ReleaseRecord.received(
        ReleaseId.of("drops", key, "v"),
        CONNECTION,
        "alice",
        new Drop("drops", kind, new ObjectVersion(key, "v", "\"e\"", 7), NOW),
        NOW,
        NOW);
  }
}
