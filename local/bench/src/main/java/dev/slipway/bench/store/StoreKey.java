package dev.slipway.bench.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// A key for 127.0.0.1 that is created for this run, in a file that `close` deletes.
public record StoreKey(Path file, String password) implements AutoCloseable {

  /// Creates the key with the JDK's keytool.
  public static StoreKey make() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("slipway-bench");
    var key = new StoreKey(folder.resolve("store.p12"), UUID.randomUUID().toString());
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "store",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "1",
            "-storetype",
            "PKCS12",
            "-keystore",
            key.file.toString(),
            "-storepass:env",
            "STORE_PASSWORD");
    keytool.environment().put("STORE_PASSWORD", key.password);
    keytool.redirectErrorStream(true);
    var process = keytool.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool created no key: " + said);
    }
    return key;
  }

  private Path folder() {
    return Objects.requireNonNull(file.getParent());
  }

  /// Returns options for a JVM that has the key.
  public List<String> own() {
    return List.of(
        "-Djavax.net.ssl.keyStore=" + file, "-Djavax.net.ssl.keyStorePassword=" + password);
  }

  /// Returns options for a JVM that trusts the key.
  public List<String> trusted() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + password);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder());
  }
}
