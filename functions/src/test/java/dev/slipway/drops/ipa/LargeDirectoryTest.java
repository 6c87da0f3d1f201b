package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest central directories through a JVM with a 64 MB heap.
@Tag("proof")
class LargeDirectoryTest {
  private static final String DUPLICATE =
      "The archive has two entries named \"Payload/Sample.app/public/file-0\".";

  @TempDir Path folder;

  @Test
  void theLargestListsOfFilesPassThroughSixtyFourMegabytesOfHeap() throws Exception {
    Path web = folder.resolve("web.ipa");
    Path shortest = folder.resolve("shortest.ipa");
    Path kept = folder.resolve("kept.ipa");
    Path bundles = folder.resolve("bundles.ipa");

    assertThat(
            LargeDirectory.write(
                web,
                i ->
                    APP
                        + "public/assets/some-rather-long-folder-name/with-another/"
                        + "x".repeat(i % 145)
                        + i))
        .isBetween(240_000, 260_000);
    assertThat(LargeDirectory.write(shortest, i -> Integer.toString(i, Character.MAX_RADIX)))
        .isGreaterThan(900_000);
    LargeDirectory.write(kept, i -> APP + "x".repeat(900) + i);
    LargeDirectory.write(
        bundles,
        i -> {
          String name = "x".repeat(200) + i / 2;
          return APP + "Frameworks/" + name + ".framework/" + (i % 2 == 0 ? name : "Info.plist");
        });

    Path twice = folder.resolve("twice.ipa");
    LargeDirectory.write(twice, i -> APP + "public/file-" + i % 400_000);

    List<String> lines = read(List.of(web, shortest, kept, bundles, twice));
    assertThat(lines).hasSize(5).last().isEqualTo(DUPLICATE);
    assertThat(lines.subList(0, 3))
        .allMatch(line -> line.matches("com\\.example\\.large reads=1[3-9]"), "read in pieces");
    assertThat(lines.get(3))
        .as("read in pieces, and two reads for each of 64 bundles")
        .matches("com\\.example\\.large reads=14[0-9]");
  }

  /// The lines that the other JVM prints.
  private static List<String> read(List<Path> archives) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LargeDirectory.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    archives.forEach(archive -> process.command().add(archive.toString()));
    var started = process.start();
    try {
      String lines = new String(started.getInputStream().readAllBytes(), UTF_8);
      assertThat(started.waitFor()).isZero();
      return lines.lines().toList();
    } finally {
      started.destroyForcibly();
    }
  }
}
