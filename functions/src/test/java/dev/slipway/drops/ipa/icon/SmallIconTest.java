package dev.slipway.drops.ipa.icon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fuzz.Fuzz;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's own decoder, which reads ordinary PNGs alone, looks at what comes out.
class SmallIconTest {
  @ParameterizedTest
  @ValueSource(ints = {57, 120, 167, 180, 1024})
  void anIconOfXcodeBecomesAnOrdinaryOneOfAtMost120Pixels(int side) throws IOException {
    var small = small(Icons.ofXcode(side, 0x2F80ED));

    assertThat(small.getWidth()).isEqualTo(Math.min(side, 120));
    assertThat(small.getHeight()).isEqualTo(small.getWidth());
    assertThat(small.getColorModel().hasAlpha()).isFalse();
    for (int at : new int[] {0, small.getWidth() / 2, small.getWidth() - 1}) {
      assertThat(small.getRGB(at, small.getWidth() - 1 - at)).isEqualTo(0xFF2F80ED);
    }
  }

  @Test
  void alphaIsNoLongerMultipliedIntoTheColours() throws IOException {
    var small = small(Icons.ofXcode(60, (x, _) -> x < 30 ? 0x80FF8000 : 0));

    var half = new Color(small.getRGB(10, 10), true);
    assertThat(half.getAlpha()).isEqualTo(0x80);
    assertThat(half.getRed()).isEqualTo(255);
    assertThat(half.getGreen()).isBetween(127, 129);
    assertThat(half.getBlue()).isZero();
    assertThat(small.getRGB(50, 10) >>> 24).isZero();
  }

  @Test
  void halfOfAPixelIsHalfOfItsColour() throws IOException {
    var small = small(Icons.ofXcode(180, (x, _) -> x < 88 ? 0xFF000000 : 0xFFFFFFFF));

    // Pixel 58 of 120 shows 87 to 88.5 of 180.
    assertThat(small.getRGB(57, 60)).isEqualTo(0xFF000000);
    assertThat(small.getRGB(58, 60) & 0xFF).isBetween(84, 86);
    assertThat(small.getRGB(59, 60)).isEqualTo(0xFFFFFFFF);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void ordinaryPngsLookAsTheJdkShowsThem(int type) throws IOException {
    var image = new BufferedImage(90, 90, type);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(250, 250, 250));
    pen.fillRect(0, 0, 90, 90);
    pen.setColor(new Color(10, 10, 10));
    pen.fillRect(10, 20, 33, 44);
    pen.dispose();
    var file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    var expected = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));

    var small = small(file.toByteArray());

    for (int y = 0; y < 90; y += 3) {
      for (int x = 0; x < 90; x += 3) {
        int difference = (small.getRGB(x, y) & 0xFF) - (expected.getRGB(x, y) & 0xFF);
        // The JDK takes grey of a PNG for linear light, and shows it brighter.
        assertThat(Math.abs(difference)).as("%d, %d", x, y).isLessThan(70);
      }
    }
  }

  @Test
  void anIconThatDoesNotCompressGetsSmaller() {
    var random = new Random(3);
    byte[] small = SmallIcon.of(Icons.ofXcode(120, (_, _) -> 0xFF000000 | random.nextInt()));

    assertThat(small).hasSizeLessThanOrEqualTo(AppIcon.MAX_BYTES);
    byte[] clear = SmallIcon.of(Icons.ofXcode(120, (_, _) -> random.nextInt()));
    assertThat(clear).hasSizeLessThanOrEqualTo(AppIcon.MAX_BYTES);
  }

  @Test
  void whatIsNoIconGivesNone() {
    byte[] sound = Icons.ofXcode(120, 0x2F80ED);
    byte[] wrongChecksum = sound.clone();
    wrongChecksum[wrongChecksum.length - 1] ^= 1;
    byte[] damaged = sound.clone();
    damaged[80] ^= 0x55;
    byte[] rows = new byte[100 * 401];
    byte[] wrongFilter = rows.clone();
    wrongFilter[401] = 9;

    assertThat(SmallIcon.of(wrongChecksum)).as("wrong checksum of a chunk").isNull();
    assertThat(SmallIcon.of(damaged)).as("damaged").isNull();
    assertThat(SmallIcon.of(Arrays.copyOf(sound, sound.length - 20))).as("cut off").isNull();
    assertThat(SmallIcon.of(new byte[0])).as("empty").isNull();
    assertThat(SmallIcon.of("<html>".repeat(50).getBytes())).as("a page").isNull();
    assertThat(of(100, 100, 8, Icons.RGBA, wrongFilter)).as("unknown filter").isNull();
    assertThat(of(100, 99, 8, Icons.RGBA, rows)).as("not square").isNull();
    assertThat(of(0, 0, 8, Icons.RGBA, rows)).as("empty image").isNull();
    assertThat(of(-1, -1, 8, Icons.RGBA, rows)).as("negative size").isNull();
    assertThat(of(100, 100, 8, 3, rows)).as("palette is missing").isNull();
    assertThat(of(100, 100, 3, Icons.RGBA, rows)).as("unknown depth").isNull();
    assertThat(of(100, 100, 8, 5, rows)).as("unknown kind").isNull();
    assertThat(of(100, 100, 8, Icons.RGBA, new byte[400])).as("rows are missing").isNull();
  }

  /// A few KB that say they are four gigapixels, and others that decompress to far more than their
  /// header says.
  @Test
  void aDecompressionBombIsNeverDecompressed() {
    byte[] zeros = new byte[30 << 20];

    assertThat(of(65_000, 65_000, 8, Icons.RGBA, zeros)).isNull();
    byte[] more = of(100, 100, 8, Icons.RGBA, zeros);
    assertThat(more).as("the rows of the header, and no more").hasSizeLessThan(1000);
  }

  /// Seeds and damage in large numbers: an icon comes out, or none; in memory and time of its own.
  @Test
  @Tag("fuzz")
  void damagedIconsAreShownOrNot() throws Exception {
    var samples =
        List.of(
            Icons.ofXcode(60, (x, y) -> 0xFF000000 | x << 16 | y),
            Icons.png(false, 20, 20, 16, Icons.RGB, Icons.deflated(new byte[20 * 121], false)),
            Icons.png(true, 9, 9, 1, 0, Icons.deflated(new byte[9 * 3], true)));

    Fuzz.run(
        "icon",
        6_000,
        samples,
        "\u0089PNG\r\n\u001a\n IHDR IDAT PLTE tRNS IEND CgBI \u0000\u0000\u0000\u0001",
        input -> {
          byte[] small = SmallIcon.of(input);
          assertThat(small == null || small.length <= AppIcon.MAX_BYTES).isTrue();
          return small != null;
        });
  }

  private static byte[] of(int width, int height, int bits, int type, byte[] rows) {
    return SmallIcon.of(Icons.png(true, width, height, bits, type, Icons.deflated(rows, true)));
  }

  private static BufferedImage small(byte[] file) throws IOException {
    byte[] small = SmallIcon.of(file);
    assertThat(small).isNotNull().hasSizeLessThanOrEqualTo(AppIcon.MAX_BYTES);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(small)));
  }
}
