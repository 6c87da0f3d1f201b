package dev.slipway.runner.commands;

import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.show.Screen;
import java.nio.file.Path;

/// What a person can do now, ready to be copied.
final class Welcome {
  private Welcome() {}

  static void print(SlipwayLocal local, Path directory, Screen screen) {
    String aws = "http://localhost:" + local.awsUri().getPort();
    screen.heading("Slipway stays up");
    screen.line("  web and API           " + local.webUri());
    screen.line("  S3, Secrets Manager   " + aws);
    if (local.simulator().isPresent()) {
      int apple = local.simulator().get().baseUri().getPort();
      screen.line("  App Store Connect     http://localhost:" + apple + " (simulator)");
    }
    screen.line("  state and log         " + directory + "/");
    screen.heading("Try it");
    String code = local.code().map(once -> "&code=" + once.reveal()).orElse("");
    screen.line(
        "  TOKEN=$(curl -s '"
            + local.webUri()
            + "/local/token?user=alice"
            + code
            + "' | sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')");
    screen.line("  curl -H \"Authorization: Bearer $TOKEN\" " + local.webUri() + "/connections");
    screen.line(
        "  export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_DEFAULT_REGION=%s"
            .formatted(
                local.awsEnvironment().get("AWS_ACCESS_KEY_ID"),
                local.awsEnvironment().get("AWS_SECRET_ACCESS_KEY"),
                local.awsEnvironment().get("AWS_REGION")));
    screen.line(
        "  aws --endpoint-url %s s3 cp '%s' s3://%s/<connection id>/"
            .formatted(aws, directory.resolve("Sample 1.2.0.ipa"), local.dropBucket()));
    screen.line("  curl -H \"Authorization: Bearer $TOKEN\" " + local.webUri() + "/releases");
    if (local.code().isPresent()) {
      screen.line("");
      screen.line("  This run talks to Apple itself. The code above buys one token, once.");
    }
    screen.line("");
    screen.line("Ctrl-C ends it.");
  }
}
