package dev.slipway.drops.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.VideoFacts;
import dev.slipway.drops.media.movie.VideoFacts.Frames;
import dev.slipway.drops.media.movie.VideoFacts.H264;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import dev.slipway.drops.metadata.FakeFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MediaHeaderTest {
  private static final String PATH = "screenshots/en-US/1.png";
  private static final long KIB = 1024;
  private static final PixelBudget BUDGET = PixelBudget.of(Long.MAX_VALUE);

  @Test
  void readsSizeAndAlphaOfPng() throws IOException {
    assertThat(look(SampleMedia.png(1290, 2796))).isEqualTo(image(Format.PNG, 1290, 2796, false));
    assertThat(look(SampleMedia.pngWithAlpha(312, 390)).alpha()).isTrue();
  }

  @Test
  void findsTransparencyBehindOtherChunks() throws IOException {
    byte[] transparent = SampleMedia.withChunk(SampleMedia.png(20, 10), "tRNS", new byte[6]);

    assertThat(look(transparent).alpha()).isTrue();
    assertThat(look(SampleMedia.withChunk(transparent, "iCCP", new byte[30_000])).alpha()).isTrue();
  }

  @Test
  void followsTheImageToItsAlphaWhenItBeginsLate() throws IOException {
    byte[] png = SampleMedia.withChunk(SampleMedia.png(20, 10), "iTXt", new byte[5_000]);
    for (int i = 0; i < 20; i++) {
      png = SampleMedia.withChunk(png, "iTXt", new byte[5_000]);
    }

    MediaLook look = look(png);

    assertThat(look.alpha()).isFalse();
    assertThat(look.fault()).isNull();
    assertThat(look.widthPixels()).isEqualTo(20);
  }

  @Test
  void readsSizeOfJpegBehindLargeSegments() throws IOException {
    byte[] jpeg = SampleMedia.jpeg(1242, 2208);
    var expected = image(Format.JPEG, 1242, 2208, false);
    byte[] heavy = SampleMedia.withSegment(jpeg, 0xE1, 65_000);
    heavy = SampleMedia.withSegment(heavy, 0xE2, 65_000);

    assertThat(look(jpeg)).isEqualTo(expected);
    var folder = new FakeFolder().with(PATH, heavy);
    assertThat(look(folder)).isEqualTo(expected);
    assertThat(folder.readBytes(PATH)).isLessThanOrEqualTo(64 * KIB);
  }

  @Test
  void readsVideo() throws IOException {
    assertThat(look(SampleMedia.mp4(886, 1920, 20.5)))
        .isEqualTo(video(Format.MPEG4, 886, 1920, Duration.ofMillis(20_500), "avc1"));
    byte[] movie = SampleMedia.movie(1200, 1600, 15, "apch");
    assertThat(look(SampleMedia.join(SampleMedia.ftyp("qt  "), movie)))
        .isEqualTo(video(Format.QUICKTIME, 1200, 1600, Duration.ofSeconds(15), "apch"));
    assertThat(look(SampleMedia.join(SampleMedia.box("wide"), movie)).format())
        .isEqualTo(Format.QUICKTIME);
  }

  @Test
  void readsVideoWhoseHeaderFollowsTheMedia() throws IOException {
    byte[] start =
        SampleMedia.join(
            SampleMedia.ftyp("isom"),
            SampleMedia.number32(1),
            "mdat".getBytes(StandardCharsets.ISO_8859_1),
            SampleMedia.number64(16 + 2_000_000));
    byte[] video =
        SampleMedia.join(
            Arrays.copyOf(start, start.length + 2_000_000),
            SampleMedia.movie(886, 1920, 29, "hvc1"));
    var folder = new FakeFolder().with(PATH, video);

    MediaLook look = look(folder);

    assertThat(look.codec()).isEqualTo("hvc1");
    assertThat(look.duration()).isEqualTo(Duration.ofSeconds(29));
    assertThat(folder.reads(PATH)).isLessThanOrEqualTo(4);
    assertThat(folder.readBytes(PATH)).isLessThan(16 * KIB);
  }

  @Test
  void tellsPixelsAsShown() throws IOException {
    byte[] track =
        SampleMedia.box(
            "trak",
            SampleMedia.trackHeader(1920, 886, true),
            SampleMedia.box(
                "mdia",
                SampleMedia.box("hdlr", new byte[8], new byte[] {'v', 'i', 'd', 'e'}),
                SampleMedia.box(
                    "minf",
                    SampleMedia.box("stbl", SampleMedia.sampleDescription("avc1", 1920, 886)))));

    MediaLook look =
        look(SampleMedia.join(SampleMedia.ftyp("mp42"), SampleMedia.box("moov", track)));

    assertThat(look.widthPixels()).isEqualTo(886);
    assertThat(look.heightPixels()).isEqualTo(1920);
    assertThat(look.duration()).isNull();
  }

  @Test
  void knowsDurationsOfBothVersionsAndUnknownOnes() throws IOException {
    assertThat(durationOf(SampleMedia.movieHeader(1, 1000, 15_250)))
        .isEqualTo(Duration.ofMillis(15_250));
    assertThat(durationOf(SampleMedia.movieHeader(1, 1, Long.MAX_VALUE))).isNull();
    assertThat(durationOf(SampleMedia.movieHeader(1, 600, -1))).isNull();
    assertThat(durationOf(SampleMedia.movieHeader(0, 600, 0xFFFF_FFFFL))).isNull();
    assertThat(durationOf(SampleMedia.movieHeader(0, 0, 600))).isNull();
    assertThat(durationOf(SampleMedia.movieHeader(0, 600, 0))).isNull();
  }

  @Test
  void takesTheBeginningOfALongMovieBox() throws IOException {
    byte[] movie =
        SampleMedia.box(
            "moov",
            SampleMedia.movieHeader(0, 600, 9000),
            SampleMedia.track("vide", 886, 1920, "avc1"),
            SampleMedia.box("udta", new byte[2_000_000]));
    var folder = new FakeFolder().with(PATH, SampleMedia.join(SampleMedia.ftyp("mp42"), movie));

    assertThat(look(folder).codec()).isEqualTo("avc1");
    assertThat(folder.readBytes(PATH)).isLessThanOrEqualTo(1024 * KIB + 64 * KIB);
  }

  @Test
  void looksAreReadOnce() throws IOException {
    var folder = new FakeFolder().with(PATH, SampleMedia.png(10, 10)).with("x", "no image");
    var memory = new FakeMemory();
    for (int i = 0; i < 3; i++) {
      MediaHeader.look(folder, folder.file(PATH), memory, BUDGET);
      MediaHeader.look(folder, folder.file("x"), memory, BUDGET);
    }

    assertThat(folder.reads(PATH)).isEqualTo(1);
    assertThat(folder.reads("x")).isEqualTo(1);
  }

  @Test
  void nothingIsKnownOfWhatIsNoMedia() throws IOException {
    for (byte[] content :
        List.of(
            new byte[0],
            new byte[1],
            new byte[100],
            "RIFF, or text of another kind".getBytes(StandardCharsets.UTF_8))) {
      assertThat(look(content)).isEqualTo(MediaHeader.UNREADABLE);
    }
  }

  @Test
  void readsOrientationAndDepthOfImages() throws IOException {
    byte[] png = SampleMedia.png(1290, 2796);
    byte[] deep = png.clone();
    deep[24] = 16;

    assertThat(look(SampleMedia.withChunk(png, "eXIf", SampleMedia.exif(6))).image())
        .isEqualTo(facts(8, 6));
    assertThat(look(deep).image()).isEqualTo(facts(16, 1));
    byte[] jpeg = SampleMedia.jpeg(1290, 2796);
    byte[] exif =
        SampleMedia.join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), SampleMedia.exif(8));
    assertThat(look(SampleMedia.withSegment(jpeg, 0xE1, exif)).image()).isEqualTo(facts(8, 8));
  }

  @Test
  void malformedOrientationIsNone() throws IOException {
    byte[] png = SampleMedia.png(1290, 2796);
    byte[] far = SampleMedia.exif(6);
    far[4] = 0x7F;
    byte[] manyFields = SampleMedia.exif(6);
    manyFields[9] = 9;
    manyFields[11] = 2;
    for (byte[] exif :
        List.of(
            new byte[0],
            new byte[9],
            new byte[500],
            SampleMedia.exif(0),
            SampleMedia.exif(9),
            far,
            manyFields)) {
      assertThat(look(SampleMedia.withChunk(png, "eXIf", exif)).image()).isEqualTo(facts(8, 1));
    }
  }

  @Test
  void readsTheTablesOfTracks() throws IOException {
    var video = new SampleTracks();

    assertThat(videoFacts(video))
        .isEqualTo(
            new VideoFacts(
                new Frames(600, Duration.ofSeconds(20), Duration.ofNanos(33_333_333)),
                Duration.ofMillis(19_950),
                Duration.ofSeconds(20),
                List.of(new Sound(Sound.AAC, 2)),
                new H264(100, 40)));
    assertThat(videoFacts(new SampleTracks().sound(1, 1)).sound())
        .extracting(Sound::channels)
        .containsExactly(1, 1);
    assertThat(videoFacts(new SampleTracks().sound()).sound()).isEmpty();
    assertThat(videoFacts(new SampleTracks().quickTimeSound(1)).sound())
        .extracting(Sound::channels)
        .containsExactly(1);
    assertThat(videoFacts(new SampleTracks().h264(110, 51)).h264()).isEqualTo(new H264(110, 51));
    assertThat(videoFacts(new SampleTracks().codec("apch")).h264()).isNull();
  }

  @Test
  void lastFrameMayLastLonger() throws IOException {
    var frames = new SampleTracks().frames(100, 20, 1, 600);
    var gap = new SampleTracks().frames(100, 20, 1, 600, 100, 20);

    assertThat(videoFacts(frames).frames().longest()).isEqualTo(Duration.ofNanos(33_333_333));
    assertThat(videoFacts(gap).frames().longest()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void tablesThatLieAreUnknown() throws IOException {
    assertThat(videoFacts(new SampleTracks().frames()).frames()).isNull();
    assertThat(videoFacts(new SampleTracks().claimedEntries(Integer.MAX_VALUE)).frames()).isNull();
    assertThat(videoFacts(new SampleTracks().claimedEntries(2)).frames()).isNull();
    assertThat(videoFacts(new SampleTracks().frames(-1, -1, -1, -1)).frames()).isNull();
    assertThat(videoFacts(new SampleTracks().sound(0)).sound()).isNull();
    byte[] whole = new SampleTracks().movie();
    for (int length = 8; length < whole.length; length += 7) {
      assertThat(look(SampleMedia.join(SampleMedia.ftyp("mp42"), Arrays.copyOf(whole, length))))
          .isNotNull();
    }
  }

  @Test
  void soundBeyondTheBytesThatWereReadIsUnknown() throws IOException {
    byte[] movie =
        SampleMedia.box(
            "moov",
            SampleMedia.movieHeader(0, 600, 9000),
            SampleMedia.track("vide", 886, 1920, "avc1"),
            SampleMedia.box("udta", new byte[2_000_000]));

    var video = look(SampleMedia.join(SampleMedia.ftyp("mp42"), movie)).video();

    assertThat(video).isNotNull();
    assertThat(video.sound()).isNull();
  }

  private static VideoFacts videoFacts(SampleTracks video) throws IOException {
    byte[] file = SampleMedia.join(SampleMedia.ftyp("mp42"), video.movie());
    return java.util.Objects.requireNonNull(look(file).video());
  }

  private static MediaLook image(Format format, int width, int height, boolean alpha) {
    return new MediaLook(format, width, height, alpha, null, null, facts(8, 1), null, null);
  }

  private static MediaLook video(
      Format format, int width, int height, Duration duration, String codec) {
    var unknown = new VideoFacts(null, null, null, null, null);
    return new MediaLook(format, width, height, null, duration, codec, null, unknown, null);
  }

  private static ImageFacts facts(int bitDepth, int orientation) {
    return new ImageFacts(bitDepth, orientation, Colours.RGB, null);
  }

  @Test
  void storageThatFailsIsNoStatementOnTheFile() {
    var folder = new FakeFolder().with(PATH, SampleMedia.png(10, 10)).failingAt(PATH);
    var memory = new FakeMemory();

    assertThatIOException()
        .isThrownBy(() -> MediaHeader.look(folder, folder.file(PATH), memory, BUDGET));
    assertThat(memory.looks()).isZero();
  }

  private static @Nullable Duration durationOf(byte[] movieHeader) throws IOException {
    return look(SampleMedia.join(SampleMedia.ftyp("mp42"), SampleMedia.box("moov", movieHeader)))
        .duration();
  }

  private static MediaLook look(byte[] content) throws IOException {
    return look(new FakeFolder().with(PATH, content));
  }

  private static MediaLook look(FakeFolder folder) throws IOException {
    return MediaHeader.look(folder, folder.file(PATH), new FakeMemory(), BUDGET);
  }
}
