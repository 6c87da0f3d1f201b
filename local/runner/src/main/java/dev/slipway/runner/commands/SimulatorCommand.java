package dev.slipway.runner.commands;

import dev.slipway.runner.front.AppleFront;
import dev.slipway.runner.storage.OwnerOnly;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.SimulatorMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Runs the command `simulator`: the simulator alone, and a proxy for clients whose address of
/// Apple is fixed.
///
/// Reads the environment variables of [SimulatorMain], `SLIPWAY_APPLE_PROXY_PORT` (default 3003; 0
/// = any free port) and `SLIPWAY_DIRECTORY` (default `.slipway`), where it writes the certificate
/// that these clients must trust.
public final class SimulatorCommand {
  private SimulatorCommand() {}

  /// Starts both and blocks until the process ends.
  public static void main(String[] arguments) throws InterruptedException {
    try {
      AppStoreConnectSimulator simulator = SimulatorMain.start(System.getenv());
      front(simulator, System.getenv()).forEach(System.out::println);
    } catch (IOException | RuntimeException e) {
      System.err.println("slipway: " + e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  /// Opens the proxy of a simulator. It stays open until the process ends.
  ///
  /// @return the lines that say how to use it
  private static List<String> front(
      AppStoreConnectSimulator simulator, Map<String, String> environment) throws IOException {
    int port = SimulatorMain.port(environment, "SLIPWAY_APPLE_PROXY_PORT", 3003);
    AppleFront front;
    try {
      front = AppleFront.start(port, simulator.baseUri(), simulator.uploadUri());
    } catch (IOException e) {
      throw new IOException(
          "The proxy cannot listen on port "
              + port
              + ". Set SLIPWAY_APPLE_PROXY_PORT to a free port",
          e);
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(front::close));
    Path directory =
        OwnerOnly.directory(Path.of(environment.getOrDefault("SLIPWAY_DIRECTORY", ".slipway")));
    Path authority =
        directory.resolve("apple-ca-" + front.uri().getPort() + ".pem").toAbsolutePath();
    OwnerOnly.write(authority, front.authorityPem());
    return List.of(
        "For a client that calls https://" + AppleFront.API_HOST + ", in its terminal:",
        "  export HTTPS_PROXY=" + front.uri(),
        "  export SSL_CERT_FILE=" + authority,
        "  export REQUESTS_CA_BUNDLE=" + authority,
        "  export NODE_EXTRA_CA_CERTS=" + authority);
  }
}
