package dev.slipway.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Checks before anything starts that the ports are free, so that the message names the one that is
/// in use.
final class FreePorts {
  private FreePorts() {}

  static void require(Ports ports) throws StartFault {
    require(ports.web(), "SLIPWAY_PORT", "web and API");
    require(ports.aws(), "SLIPWAY_AWS_PORT", "AWS");
    require(ports.apple(), "SLIPWAY_APPLE_PORT", "App Store Connect");
    require(ports.appleUpload(), "SLIPWAY_APPLE_UPLOAD_PORT", "App Store Connect's uploads");
  }

  private static void require(int port, String variable, String purpose) throws StartFault {
    if (port == 0) {
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException e) {
      throw new StartFault(
          "Port %d (%s) is in use: choose another one with %s, for example %s=%d make run"
              .formatted(
                  port, purpose, variable, variable, port + 10_000 > 65_535 ? 0 : port + 10_000));
    }
  }
}
