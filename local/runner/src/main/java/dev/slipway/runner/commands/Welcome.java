package dev.slipway.runner.commands;

import dev.slipway.runner.AwsEnvironmentFile;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.show.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Prints the next commands, ready to be copied.
final class Welcome {
  private static final int PRESET_PORT = 3000;
  private static final Path PRESET_DIRECTORY = Path.of(".slipway");

  private final SlipwayLocal local;
  private final Path directory;
  private final Screen screen;

  Welcome(SlipwayLocal local, Path directory, Screen screen) {
    this.local = local;
    this.directory = directory;
    this.screen = screen;
  }

  /// @param connectionId connection of the sample's team; null when there is no connection
  /// @param sample build of the sample app to drop next; null without one
  /// @param speed simulated seconds per real second while a release waits
  void print(@Nullable String connectionId, @Nullable Path sample, int speed) {
    String aws = "http://localhost:" + local.awsUri().getPort();
    addresses(aws);
    if (speed > 1) {
      screen.line(
          "  clock                 runs %d times faster while a release waits".formatted(speed));
    }
    tryIt(aws, connectionId == null ? "<connection id>" : connectionId, sample);
    screen.line("");
    screen.line("Ctrl-C stops Slipway.");
    if (local.code().isPresent()) {
      screen.line("This run talks to Apple. The code above is valid for one token.");
    }
    screen.line(
        screen.styled(Screen.Style.BOLD, "Open " + local.webUri() + " and continue as alice."));
  }

  private void addresses(String aws) {
    screen.heading("Slipway is running");
    screen.line("  web and API           " + local.webUri());
    screen.line("  S3, Secrets Manager   " + aws);
    if (local.simulator().isPresent()) {
      int apple = local.simulator().get().baseUri().getPort();
      screen.line("  App Store Connect     http://localhost:" + apple + " (simulator)");
    }
    screen.line("  state and log         " + directory + "/");
  }

  private void tryIt(String aws, String connectionId, @Nullable Path sample) {
    screen.heading("Try it in a second terminal");
    if (local.simulator().isPresent()) {
      String settings = settings();
      screen.line("  " + settings + "local/try/first-drop");
      screen.line("      releases the next version, and shows each command that it runs");
      screen.line("  " + settings + "local/try/key");
      screen.line("      makes an API key, to connect the team of bob in the wizard");
      screen.line("");
      screen.line("Or by hand:");
    }
    String code = local.code().map(once -> "&code=" + once.reveal()).orElse("");
    screen.line("  TOKEN=$(curl -s '" + local.webUri() + "/local/token?user=alice" + code + "' \\");
    screen.line("    | sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')");
    screen.line("  curl -H \"Authorization: Bearer $TOKEN\" " + local.webUri() + "/releases");
    screen.line(
        "  . " + word(directory.resolve(AwsEnvironmentFile.NAME)) + "  # the key of this run");
    screen.line(
        "  aws --endpoint-url %s s3 cp %s \\"
            .formatted(aws, sample == null ? "<your .ipa>" : word(sample)));
    screen.line("    s3://%s/%s/".formatted(local.dropBucket(), connectionId));
  }

  /// Returns what a script of `local/try` needs to find this run, unless it finds it by itself.
  private String settings() {
    int port = local.webUri().getPort();
    return (port == PRESET_PORT ? "" : "SLIPWAY_PORT=" + port + " ")
        + (directory.equals(PRESET_DIRECTORY) ? "" : "SLIPWAY_DIRECTORY=" + word(directory) + " ");
  }

  private static String word(Path path) {
    return ShellWord.of(path.toString());
  }
}
