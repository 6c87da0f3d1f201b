package dev.slipway.drops.media.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images as the JDK writes them, with filters, palettes and passes.
class PngScanTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneTransparentPixelIsFoundAnywhere(boolean interlaced) throws IOException {
    var random = new Random(1);
    var image = new BufferedImage(61, 43, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 43; y++) {
      for (int x = 0; x < 61; x++) {
        image.setRGB(x, y, 0xFF000000 | (x * 3 << 16) | (y * 5 << 8) | random.nextInt(4));
      }
    }
    assertThat(scan(written(image, interlaced)).opaque()).isTrue();
    for (int[] at : new int[][] {{0, 0}, {60, 42}, {7, 13}, {60, 0}, {1, 1}, {32, 41}}) {
      int before = image.getRGB(at[0], at[1]);
      image.setRGB(at[0], at[1], before & 0xFEFFFFFF);
      assertThat(scan(written(image, interlaced)).opaque()).isFalse();
      image.setRGB(at[0], at[1], before);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void alphaOfSixteenBitsAndOfGrey(boolean interlaced) throws IOException {
    for (int bits : new int[] {8, 16}) {
      for (int channels : new int[] {2, 4}) {
        var image = deep(channels, bits, interlaced);
        assertThat(scan(written(image, interlaced)).opaque()).isTrue();

        int[] pixel = image.getRaster().getPixel(9, 8, (int[]) null);
        pixel[channels - 1]--;
        image.getRaster().setPixel(9, 8, pixel);

        assertThat(scan(written(image, interlaced)).opaque()).as(channels + "×" + bits).isFalse();
      }
    }
  }

  @Test
  void coloursOfAPaletteCountWhereTheyAreUsed() throws IOException {
    for (int bits : new int[] {1, 2, 4, 8}) {
      byte[] shades = {0, 127};
      byte[] alphas = {(byte) 255, 0};
      var colours = new IndexColorModel(bits, 2, shades, shades, shades, alphas);
      var image =
          new BufferedImage(
              21,
              9,
              bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY,
              colours);
      var result = scan(written(image, false));
      assertThat(result.alpha()).isTrue();
      assertThat(result.opaque()).isTrue();

      image.getRaster().setSample(20, 8, 0, 1);

      assertThat(scan(written(image, false)).opaque()).as(bits + " bits").isFalse();
    }
  }

  @Test
  void oneColourCanBeTransparent() throws IOException {
    byte[] image = written(new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB), false);

    assertThat(scan(image).alpha()).isFalse();
    assertThat(scan(withTransparency(image, 0, 0, 0, 0, 0, 1)).opaque()).isTrue();
    assertThat(scan(withTransparency(image, 0, 0, 0, 0, 0, 0)).opaque()).isFalse();
    assertThat(scan(withTransparency(image, 0, 0, 0, 0, 0, 1)).alpha()).isTrue();
  }

  @Test
  void pixelsThatCannotBeReadAreNotDecided() throws IOException {
    byte[] whole = written(new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB_PRE), false);
    byte[] opaque = written(opaque(50, 50), false);
    assertThat(scan(whole).opaque()).isFalse();

    assertThat(changed(opaque, bytes -> bytes[24] = 7).opaque()).isNull();
    assertThat(changed(opaque, bytes -> bytes[16] = 1).opaque()).isNull();
    assertThat(changed(opaque, bytes -> bytes[16] = -1).opaque()).isNull();
    assertThat(changed(opaque, bytes -> bytes[23] = 51).opaque()).isNull();
    assertThat(changed(opaque, bytes -> Arrays.fill(bytes, 45, 60, (byte) 0)).opaque()).isNull();
    assertThat(changed(opaque, bytes -> bytes[16] = 1).whole()).isTrue();
  }

  @Test
  void endIsMissingWhereverTheFileIsCut() throws IOException {
    byte[] opaque = written(opaque(20, 20), false);

    assertThat(scan(opaque).whole()).isTrue();
    for (int length = 0; length < opaque.length; length++) {
      assertThat(scan(Arrays.copyOf(opaque, length)).whole()).as(length + " bytes").isFalse();
    }
    assertThat(scan(Arrays.copyOf(opaque, opaque.length + 100)).whole()).isTrue();
  }

  private static BufferedImage opaque(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, 0xFF000000 | i * 7919);
    }
    return image;
  }

  private static BufferedImage deep(int channels, int bits, boolean interlaced) {
    var space =
        java.awt.color.ColorSpace.getInstance(
            channels == 2 ? java.awt.color.ColorSpace.CS_GRAY : java.awt.color.ColorSpace.CS_sRGB);
    var type =
        ImageTypeSpecifier.createInterleaved(
            space,
            channels == 2 ? new int[] {0, 1} : new int[] {0, 1, 2, 3},
            bits == 8 ? java.awt.image.DataBuffer.TYPE_BYTE : java.awt.image.DataBuffer.TYPE_USHORT,
            true,
            false);
    BufferedImage image = type.createBufferedImage(19, 17);
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 19; x++) {
        int[] pixel = new int[channels];
        Arrays.fill(pixel, x * y % 200);
        pixel[channels - 1] = (1 << bits) - 1;
        image.getRaster().setPixel(x, y, pixel);
      }
    }
    return image;
  }

  private static byte[] withTransparency(byte[] png, int... colour) {
    byte[] content = new byte[colour.length];
    for (int i = 0; i < colour.length; i++) {
      content[i] = (byte) colour[i];
    }
    byte[] head = {0, 0, 0, (byte) content.length, 't', 'R', 'N', 'S'};
    var out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    out.writeBytes(head);
    out.writeBytes(content);
    out.writeBytes(new byte[4]);
    out.write(png, 33, png.length - 33);
    return out.toByteArray();
  }

  private static PngScan.Result changed(byte[] png, Consumer<byte[]> change) throws IOException {
    byte[] changed = png.clone();
    change.accept(changed);
    return scan(changed);
  }

  private static PngScan.Result scan(byte[] png) throws IOException {
    return PngScan.of(new ByteArrayInputStream(png));
  }

  private static byte[] written(BufferedImage image, boolean interlaced) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    var out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      var param = writer.getDefaultWriteParam();
      if (interlaced) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
