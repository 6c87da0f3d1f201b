package dev.slipway.drops.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slipway.drops.metadata.FakeFolder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MediaChecksumTest {
  private static final String PATH = "screenshots/ja/1.png";
  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72"; // RFC 1321, A.5

  @Test
  void streamsEachFileOnce() throws IOException {
    var folder = new FakeFolder().with(PATH, "abc").with("empty", "");
    var memory = new FakeMemory();

    assertThat(MediaChecksum.md5(folder, folder.file(PATH), memory)).isEqualTo(MD5_OF_ABC);
    assertThat(MediaChecksum.md5(folder, folder.file(PATH), memory)).isEqualTo(MD5_OF_ABC);
    assertThat(MediaChecksum.md5(folder, folder.file("empty"), memory))
        .isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    assertThat(folder.reads()).isEqualTo(1);
  }

  @Test
  void readsLargeFilesInPieces() throws IOException {
    var folder = new FakeFolder().with(PATH, new byte[0], 100_000_000);

    // `head -c 100000000 /dev/zero | md5sum`
    assertThat(MediaChecksum.md5(folder, folder.file(PATH), new FakeMemory()))
        .isEqualTo("0f86d7c5a6180cf9584c1d21144d85b0");
    assertThat(folder.readBytes(PATH)).isEqualTo(100_000_000);
  }

  @Test
  void storageThatFailsLeavesNothingRemembered() {
    var folder = new FakeFolder().with(PATH, "abc").failingAt(PATH);
    var memory = new FakeMemory();

    assertThatIOException().isThrownBy(() -> MediaChecksum.md5(folder, folder.file(PATH), memory));
    assertThat(memory.md5(folder.file(PATH))).isNull();
  }
}
