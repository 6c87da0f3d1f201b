package dev.slipway.simulator.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps uploaded bytes until they are inspected: one sparse file per upload, never in memory.
public final class Spool implements AutoCloseable {
  private final Path directory;
  private final boolean temporary;
  private volatile String uploadUri = "";

  /// Spools into this directory and keeps it; or, if it is null, into a temporary directory that
  /// `close` deletes.
  public Spool(@Nullable Path directory) {
    try {
      this.temporary = directory == null;
      this.directory =
          directory == null
              ? Files.createTempDirectory("slipway-simulator-")
              : Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sets the address that receives parts, which is known once the upload host listens.
  public void uploadUri(String uri) {
    uploadUri = uri;
  }

  /// Returns the URL of a part; like a presigned URL it needs no header.
  public String partUrl(String assetId, int partNumber, String secret) {
    return uploadUri
        + "/parts/"
        + assetId
        + "?partNumber="
        + partNumber
        + "&uploadId="
        + assetId
        + "&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature="
        + signature(assetId, partNumber, secret);
  }

  /// Returns the address of a product of an upload, for example a scaled image. No server answers
  /// there.
  public String assetUrl(String path) {
    return uploadUri + "/assets/" + path;
  }

  /// Returns the signature that a part's URL must contain.
  public static String signature(String assetId, int partNumber, String secret) {
    try {
      byte[] text = (secret + "/" + assetId + "/" + partNumber).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the file of an uploaded asset.
  public Path file(String assetId) {
    return directory.resolve(assetId + ".part");
  }

  /// Opens the file for writing at any position; several parts may be written at once.
  public FileChannel open(String assetId) throws IOException {
    return FileChannel.open(file(assetId), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Deletes the file if it exists.
  public void delete(String assetId) {
    try {
      Files.deleteIfExists(file(assetId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
