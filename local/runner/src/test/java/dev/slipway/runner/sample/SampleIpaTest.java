package dev.slipway.runner.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.ipa.IpaReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleIpaTest {
  private static final SampleIpa.Spec SPEC =
      SampleIpa.Spec.of("com.example.sample", "1.2.0", "42").withPayloadBytes(5_000_001);

  @Test
  void isReadAsTheAppThatItDescribes() throws Exception {
    byte[] archive = bytes(SPEC);

    AppInfo bundle = IpaReader.read(ranges(archive)).app();

    assertThat(archive).hasSizeBetween(5_000_001, 5_010_000);
    assertThat(bundle.bundleId()).isEqualTo("com.example.sample");
    assertThat(bundle.shortVersion()).isEqualTo("1.2.0");
    assertThat(bundle.bundleVersion()).isEqualTo("42");
    assertThat(bundle.platform()).isEqualTo(AppPlatform.IOS);
    assertThat(bundle.usesNonExemptEncryption()).isFalse();
  }

  @Test
  void leavesTheEncryptionAnswerOutWhenTold() throws Exception {
    byte[] archive = bytes(SPEC.withEncryption(null));
    assertThat(IpaReader.read(ranges(archive)).app().usesNonExemptEncryption()).isNull();
  }

  @Test
  void sameSpecGivesSameBytes() throws Exception {
    assertThat(bytes(SPEC)).isEqualTo(bytes(SPEC));
  }

  @Test
  void isAZipForOthersToo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("Sample.ipa");
    SampleIpa.write(file, SPEC);

    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.getEntry("Payload/Sample.app/Sample").getSize()).isEqualTo(5_000_001 + 56);
      assertThat(zip.getInputStream(zip.getEntry("Payload/Sample.app/Sample")).readAllBytes())
          .startsWith(0xCF, 0xFA, 0xED, 0xFE);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes(SPEC));
  }

  private static byte[] bytes(SampleIpa.Spec spec) throws Exception {
    var out = new ByteArrayOutputStream();
    SampleIpa.write(out, spec);
    return out.toByteArray();
  }

  private static ByteRanges ranges(byte[] archive) {
    return new ByteRanges() {
      @Override
      public long sizeBytes() {
        return archive.length;
      }

      @Override
      public byte[] read(long offset, int length) {
        return Arrays.copyOfRange(archive, (int) offset, (int) offset + length);
      }
    };
  }
}
