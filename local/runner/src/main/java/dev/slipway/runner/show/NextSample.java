package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Finds which version of the sample app comes next, by the rule of `local/try/first-drop`: the one
/// after every version that Apple has or that was dropped.
public final class NextSample {
  private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,4})(\\..*)?");

  /// The version that a fresh run shows.
  private static final int SHOWN = 1;

  private final SlipwayLocal local;
  private final AppStoreConnectSimulator simulator;

  /// @param simulator simulator that `local` talks to
  public NextSample(SlipwayLocal local, AppStoreConnectSimulator simulator) {
    this.local = local;
    this.simulator = simulator;
  }

  /// Writes the sample of the next version, unless it exists, and returns its file.
  ///
  /// @param connectionId connection of the sample's team
  /// @throws IOException when the API refuses the list of releases, or the file cannot be written
  public Path write(Path directory, String connectionId) throws IOException, InterruptedException {
    int minor =
        1
            + Stream.concat(versionsAtApple(), droppedVersions(connectionId))
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .mapToInt(version -> Integer.parseInt(version.group(1)))
                .reduce(SHOWN, Math::max);
    Path file = directory.resolve("Sample 1.%d.0.ipa".formatted(minor));
    MainJob.writeSample(file, "1.%d.0".formatted(minor), String.valueOf(minor + 1));
    return file;
  }

  private Stream<String> versionsAtApple() {
    Snapshot apple = simulator.snapshot();
    Set<String> ids =
        apple.apps().stream()
            .filter(app -> app.bundleId().equals(MainJob.BUNDLE_ID))
            .map(Snapshot.App::id)
            .collect(Collectors.toSet());
    return apple.appStoreVersions().stream()
        .filter(version -> ids.contains(version.appId()))
        .map(Snapshot.AppStoreVersion::versionString);
  }

  /// A drop that is still being uploaded has no version at Apple yet.
  private Stream<String> droppedVersions(String connectionId)
      throws IOException, InterruptedException {
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE))) {
      JsonNode page =
          api.get("/releases?limit=100&app=" + MainJob.BUNDLE_ID + "&connection=" + connectionId);
      return StreamSupport.stream(page.path("releases").spliterator(), false)
          .map(release -> release.path("version").asText());
    }
  }
}
