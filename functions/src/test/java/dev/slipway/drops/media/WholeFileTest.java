package dev.slipway.drops.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.metadata.FakeFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files whose end is missing, or is not the last thing in them; and files that are something else.
class WholeFileTest {
  private static final String PATH = "screenshots/en-US/1.png";
  private static final byte[] PNG = SampleMedia.noise("png", 200, 200);
  private static final byte[] JPEG = SampleMedia.noise("jpg", 200, 200);
  private static final byte[] MEDIA = SampleMedia.box("mdat", new byte[9000]);
  private static final byte[] MOVIE = SampleMedia.movie(886, 1920, 20, "avc1");
  private static final byte[] TYPE = SampleMedia.ftyp("mp42");

  @Test
  void imagesAreCutOffWhereverTheyEnd() throws IOException {
    for (byte[] whole : List.of(PNG, JPEG, SampleMedia.noise("alpha", 200, 200))) {
      assertThat(look(whole).fault()).isNull();
      for (int length : new int[] {22, 40, 700, 5000, whole.length / 2, whole.length - 1}) {
        assertThat(look(Arrays.copyOf(whole, length)).fault())
            .as(length + " of " + whole.length)
            .isEqualTo(Fault.CUT_OFF);
      }
    }
    assertThat(look(Arrays.copyOf(PNG, 20_000)).widthPixels()).isEqualTo(200);
  }

  @Test
  void endOfAPreviewInAJpegIsNotItsOwn() throws IOException {
    byte[] withPreview = SampleMedia.withSegment(SampleMedia.jpeg(900, 900), 0xE1, JPEG);
    int cut = JPEG.length + 600;

    assertThat(look(withPreview).fault()).isNull();
    assertThat(look(Arrays.copyOf(withPreview, cut)).fault()).isEqualTo(Fault.CUT_OFF);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4096, 9000, 300_000})
  void whatFollowsAnImageDoesNotMatter(int length) throws IOException {
    byte[] zeros = new byte[length];
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    for (byte[] image : List.of(PNG, JPEG)) {
      assertThat(look(SampleMedia.join(image, zeros)).fault()).isNull();
      assertThat(look(SampleMedia.join(image, noise)).fault()).isNull();
      assertThat(look(SampleMedia.join(image, image, noise)).fault()).isNull();
      assertThat(look(SampleMedia.join(Arrays.copyOf(image, 9000), zeros)).fault())
          .isEqualTo(Fault.CUT_OFF);
    }
  }

  @Test
  void wholeImageCostsItsHeaderAndItsEnd() throws IOException {
    for (byte[] image : List.of(PNG, JPEG)) {
      var folder = new FakeFolder().with(PATH, image);
      look(folder);

      assertThat(folder.reads(PATH)).isEqualTo(2);
      assertThat(folder.readBytes(PATH)).isEqualTo(8 << 10);
    }
    var folder = new FakeFolder().with(PATH, SampleMedia.noise("alpha", 200, 200));
    look(folder);
    assertThat(folder.reads(PATH)).as("its pixels, too").isEqualTo(2);
  }

  @Test
  void hugeImageIsNotFollowed() throws IOException {
    var folder = new FakeFolder().with(PATH, JPEG, 65L << 20);

    assertThat(look(folder).fault()).isNull();
    assertThat(folder.readBytes(PATH)).isLessThan(16 << 10);
  }

  @Test
  void connectionThatEndsIsNoStatementOnTheFile() throws IOException {
    byte[] alpha = SampleMedia.noise("alpha", 200, 200);
    var ended = new FakeFolder().with(PATH, alpha).endingConnectionsAfter(6000);

    assertThatIOException().isThrownBy(() -> look(ended));
  }

  @Test
  void transparencyIsLookedForWithinTheBudget() throws IOException {
    byte[] opaque = SampleMedia.noise("alpha", 200, 200);
    byte[] transparent = SampleMedia.pngWithAlpha(200, 200);
    var budget = PixelBudget.of(200 * 200 * 2);

    assertThat(image(look(opaque, budget)).opaque()).isTrue();
    assertThat(image(look(transparent, budget)).opaque()).isFalse();
    assertThat(image(look(transparent, budget)).opaque()).isNull();
    assertThat(look(transparent, budget).alpha()).isTrue();
    assertThat(look(Arrays.copyOf(opaque, 9000), budget).fault()).isEqualTo(Fault.CUT_OFF);
    assertThat(image(look(SampleMedia.png(20, 20))).opaque()).isNull();
  }

  @Test
  void pixelsOfOneFileAreBounded() {
    var budget = PixelBudget.ofDrop();

    assertThat(budget.take(5000, 4001, 1)).isFalse();
    assertThat(budget.take(5000, 4000, (64L << 20) + 1)).isFalse();
    for (int i = 0; i < 12; i++) {
      assertThat(budget.take(5000, 4000, 1)).isTrue();
    }
    assertThat(budget.take(1, 1, 1)).isFalse();
  }

  @Test
  void coloursAreThoseOfTheHeader() throws IOException {
    assertThat(image(look(PNG)).colours()).isEqualTo(Colours.RGB);
    assertThat(image(look(JPEG)).colours()).isEqualTo(Colours.RGB);
    assertThat(image(look(SampleMedia.of("png", BufferedImage.TYPE_BYTE_GRAY))).colours())
        .isEqualTo(Colours.GREY);
    assertThat(image(look(SampleMedia.of("jpg", BufferedImage.TYPE_BYTE_GRAY))).colours())
        .isEqualTo(Colours.GREY);
    assertThat(image(look(SampleMedia.of("png", BufferedImage.TYPE_BYTE_INDEXED))).colours())
        .isEqualTo(Colours.RGB);
    assertThat(image(look(SampleMedia.ofComponents(4))).colours()).isEqualTo(Colours.CMYK);
    assertThat(image(look(SampleMedia.ofComponents(2))).colours()).isEqualTo(Colours.OTHER);
  }

  @Test
  void videosAreCutOffWhereverTheyEnd() throws IOException {
    byte[] indexFirst = SampleMedia.join(TYPE, MOVIE, MEDIA);
    byte[] indexLast = SampleMedia.join(TYPE, MEDIA, MOVIE);
    for (byte[] whole : List.of(indexFirst, indexLast)) {
      assertThat(look(whole).fault()).isNull();
      for (int length : new int[] {100, 400, 5000, whole.length - 1}) {
        assertThat(look(Arrays.copyOf(whole, length)).fault())
            .as(length + " of " + whole.length)
            .isEqualTo(Fault.CUT_OFF);
      }
    }
    // Cut between two boxes.
    assertThat(look(SampleMedia.join(TYPE, MEDIA)).fault()).isEqualTo(Fault.WITHOUT_INDEX);
    assertThat(look(TYPE)).isEqualTo(MediaLook.only(Format.MPEG4, Fault.WITHOUT_INDEX));
    assertThat(look(SampleMedia.join(TYPE, new byte[5000])).fault()).isEqualTo(Fault.WITHOUT_INDEX);
    assertThat(
            look(SampleMedia.join(
                    TYPE, "not the bytes of a box".getBytes(StandardCharsets.US_ASCII)))
                .fault())
        .isEqualTo(Fault.CUT_OFF);
  }

  @Test
  void videosOfEveryShapeAreWhole() throws IOException {
    byte[] toTheEnd =
        SampleMedia.join(
            SampleMedia.number32(0), "mdat".getBytes(StandardCharsets.US_ASCII), new byte[900]);
    byte[] large =
        SampleMedia.join(
            SampleMedia.number32(1),
            "mdat".getBytes(StandardCharsets.US_ASCII),
            SampleMedia.number64(916),
            new byte[900]);
    byte[] fragments = TYPE;
    fragments = SampleMedia.join(fragments, MOVIE);
    for (int i = 0; i < 100; i++) {
      fragments =
          SampleMedia.join(
              fragments,
              SampleMedia.box("moof", new byte[80]),
              SampleMedia.box("mdat", new byte[900]));
    }
    byte[] noise = new byte[333];
    new Random(1).nextBytes(noise);
    for (byte[] whole :
        List.of(
            SampleMedia.join(TYPE, MOVIE, toTheEnd),
            SampleMedia.join(TYPE, large, MOVIE),
            SampleMedia.join(TYPE, MOVIE, large),
            SampleMedia.join(SampleMedia.box("wide"), MEDIA, MOVIE),
            SampleMedia.join(
                TYPE, SampleMedia.box("free", new byte[99]), MEDIA, MOVIE, SampleMedia.box("udta")),
            SampleMedia.join(TYPE, MEDIA, MOVIE, new byte[5]),
            SampleMedia.join(TYPE, MEDIA, MOVIE, new byte[5000]),
            SampleMedia.join(TYPE, MEDIA, MOVIE, noise),
            fragments)) {
      assertThat(look(whole).fault()).isNull();
      assertThat(look(whole).widthPixels()).isEqualTo(886);
    }
    var folder = new FakeFolder().with(PATH, fragments);
    look(folder);
    assertThat(folder.reads(PATH)).isLessThanOrEqualTo(64);
    assertThat(look(Arrays.copyOf(fragments, 9000)).fault()).isEqualTo(Fault.CUT_OFF);
  }

  @Test
  void tableThatPointsBehindTheFileMeansThatItIsCutOff() throws IOException {
    byte[] toTheEnd =
        SampleMedia.join(
            SampleMedia.number32(0), "mdat".getBytes(StandardCharsets.US_ASCII), new byte[9000]);
    for (byte[] movie :
        List.of(
            new SampleTracks().chunks(400, 8000).movie(),
            new SampleTracks().wideChunks(400, 8000).movie())) {
      byte[] whole = SampleMedia.join(TYPE, movie, toTheEnd);

      assertThat(look(whole).fault()).isNull();
      assertThat(look(Arrays.copyOf(whole, 7999)).fault()).isEqualTo(Fault.CUT_OFF);
    }
    byte[] elsewhere = new SampleTracks().chunks(400, 80_000).elsewhere().movie();
    assertThat(look(SampleMedia.join(TYPE, elsewhere, MEDIA)).fault()).isNull();
  }

  @Test
  void soundIsWhatItsOwnConfigurationSays() throws IOException {
    // Two channels beside the code, as ffmpeg always writes.
    assertThat(sound(0x40, 0x11, 0x88)).isEqualTo("[Sound[coding=AAC, channels=1]]");
    assertThat(sound(0x40, 0x12, 0x10)).isEqualTo("[Sound[coding=AAC, channels=2]]");
    assertThat(sound(0x40, 0x11, 0xB0)).isEqualTo("[Sound[coding=AAC, channels=6]]");
    assertThat(sound(0x67, 0x12, 0x10)).isEqualTo("[Sound[coding=AAC, channels=2]]");
    assertThat(sound(0x6B)).isEqualTo("[Sound[coding=MP3, channels=2]]");
    assertThat(sound(0xA5)).isEqualTo("[Sound[coding=mp4a.A5, channels=2]]");
    assertThat(sound(0x40, 0x13, 0x08)).as("may be parametric").contains("channels=2");
    assertThat(sound(0x40, 0x10, 0x00)).as("in a program element").contains("channels=2");
    assertThat(sound(0x40)).contains("AAC, channels=2");
    assertThat(
            look(SampleMedia.join(TYPE, new SampleTracks().soundCode("sowt").movie()))
                .video()
                .sound())
        .hasToString("[Sound[coding=PCM, channels=2]]");
    assertThat(
            look(SampleMedia.join(TYPE, new SampleTracks().soundCode("ac-3").movie()))
                .video()
                .sound())
        .hasToString("[Sound[coding=ac-3, channels=2]]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void configurationOfQuickTimeIsInABoxOfItsOwn(boolean version1) throws IOException {
    byte[] movie = new SampleTracks().stream(true, version1, 0x40, 0x11, 0x88).movie();

    assertThat(look(SampleMedia.join(TYPE, movie)).video().sound())
        .hasToString("[Sound[coding=AAC, channels=1]]");
  }

  @Test
  void soundAloneIsNoPreview() throws IOException {
    byte[] sound =
        SampleMedia.box(
            "moov",
            SampleMedia.movieHeader(0, 600, 12_000),
            SampleMedia.track("soun", 0, 0, "mp4a"));

    assertThat(look(SampleMedia.join(TYPE, sound, MEDIA)).fault()).isEqualTo(Fault.WITHOUT_PICTURE);
    assertThat(look(SampleMedia.join(TYPE, SampleMedia.box("moov", new byte[100]))).fault())
        .as("its tracks may be in a form that is not read")
        .isNull();
  }

  @Test
  void imageWithoutImageDataCannotBeRead() throws IOException {
    byte[] empty =
        SampleMedia.join(
            Arrays.copyOf(PNG, 33), Arrays.copyOfRange(PNG, PNG.length - 12, PNG.length));

    assertThat(look(empty)).isEqualTo(MediaLook.only(Format.PNG));
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    assertThat(
            look("""
            version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 12345
            """)
                .fault())
        .isEqualTo(Fault.GIT_LFS_POINTER);
    assertThat(look("GIF89a and more").fault()).isEqualTo(Fault.GIF);
    assertThat(look("RIFFsizeWEBPVP8 ").fault()).isEqualTo(Fault.WEBP);
    assertThat(look("\0\0\0\u0018ftypheic\0\0\0\0").fault()).isEqualTo(Fault.HEIC);
    assertThat(look("\0\0\0\u0018ftypavif\0\0\0\0").fault()).isEqualTo(Fault.HEIC);
  }

  private static String sound(int... stream) throws IOException {
    byte[] movie = new SampleTracks().stream(false, false, stream).movie();
    return "" + look(SampleMedia.join(TYPE, movie)).video().sound();
  }

  private static ImageFacts image(MediaLook look) {
    return Objects.requireNonNull(look.image());
  }

  private static MediaLook look(String content) throws IOException {
    return look(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static MediaLook look(byte[] content) throws IOException {
    return look(new FakeFolder().with(PATH, content));
  }

  private static MediaLook look(byte[] content, PixelBudget budget) throws IOException {
    var folder = new FakeFolder().with(PATH, content);
    return MediaHeader.look(folder, folder.file(PATH), new FakeMemory(), budget);
  }

  private static MediaLook look(FakeFolder folder) throws IOException {
    return MediaHeader.look(
        folder, folder.file(PATH), new FakeMemory(), PixelBudget.of(Long.MAX_VALUE));
  }
}
