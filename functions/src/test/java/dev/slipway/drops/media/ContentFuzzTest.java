package dev.slipway.drops.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.FakeFolder;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged media, texts and names in large numbers: a look or a named fault, within the budget.
@Tag("fuzz")
class ContentFuzzTest {
  private static final String PATH = "screenshots/en-US/1.png";
  private static final long KIB = 1024;

  @Test
  void damagedMediaAreReadWithinTheirBudget() throws Exception {
    var sizes = new Random(1);
    int refused =
        Fuzz.run(
            "media header",
            20_000,
            List.of(
                SampleMedia.withChunk(SampleMedia.png(64, 64), "iCCP", new byte[300]),
                SampleMedia.withSegment(SampleMedia.jpeg(64, 64), 0xE1, 300),
                SampleMedia.mp4(886, 1920, 20),
                SampleMedia.join(
                    SampleMedia.ftyp("qt  "),
                    SampleMedia.box("mdat", new byte[500]),
                    SampleMedia.movie(1200, 1600, 15, "apch"))),
            "moov trak mdia minf stbl stsd mvhd tkhd hdlr vide ftyp mdat free IHDR IDAT tRNS PNG"
                + " \u0000\u0000\u0000\u0001 \u0000\u0000\u0000\u0008 \u0000 \u007F\u007F",
            bytes -> {
              // Longer than what is followed to its end.
              long size =
                  bytes.length + (sizes.nextBoolean() ? 0 : (64L << 20) + sizes.nextLong(1L << 40));
              var folder = new FakeFolder().with(PATH, bytes, size);
              MediaLook look =
                  MediaHeader.look(folder, folder.file(PATH), new FakeMemory(), PixelBudget.of(0));
              assertThat(look.widthPixels()).isNotNegative();
              assertThat(look.heightPixels()).isNotNegative();
              assertThat(folder.readBytes(PATH)).isLessThanOrEqualTo(1092 * KIB);
              return look.widthPixels() > 0;
            });
    assertThat(refused).isBetween(2_000, 19_000);
  }

  @Test
  void damagedTextsAndAnswersAreReadOrNamed() throws Exception {
    int refused =
        Fuzz.run(
            "metadata file",
            4_000,
            List.of(
                utf8("\uFEFF Ein Text\r\nauf zwei Zeilen, mit Größe 東京 😀 "),
                utf8(
                    "{\"MZGenre.REALISTIC_VIOLENCE\": 1, \"lootBox\": true, \"gambling\": false}")),
            "{ } [ ] : , \"lootBox\" \"gambling\" true null 1e999 -0 \uFEFF \u0000 \u00ff 😀"
                + " MZGenre.HORROR",
            bytes -> {
              var folder = new FakeFolder().with("app_rating_config.json", bytes);
              for (TextField field : TextField.values()) {
                folder.with("metadata/de-DE/" + field.fileName(), bytes);
              }
              folder
                  .with("metadata/copyright.txt", bytes)
                  .with("metadata/primary_category.txt", bytes)
                  .with("metadata/review_information/demo_password.txt", bytes)
                  .with("metadata/review_information/email_address.txt", bytes);
              var content =
                  ContentReader.read(
                      folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()));
              return content.findings().isEmpty();
            });
    assertThat(refused).isPositive();
  }

  @Test
  void namesOfFilesMayBeAnything() throws Exception {
    Fuzz.run(
        "file name",
        4_000,
        List.of(
            utf8("metadata/en-US/description.txt"),
            utf8("screenshots/de-DE/iphone-65/01 home.png"),
            utf8("metadata/review_information/attachment.pdf")),
        "/ .. . metadata screenshots en-US default review_information .txt .png \\ \u0000 😀 İ ß"
            + " %2F",
        bytes -> {
          String name = new String(bytes, StandardCharsets.UTF_8);
          var folder = new FakeFolder().with(name, utf8("x")).with(name + "/" + name, utf8("y"));
          return ContentReader.read(
                  folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()))
              .findings()
              .isEmpty();
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
