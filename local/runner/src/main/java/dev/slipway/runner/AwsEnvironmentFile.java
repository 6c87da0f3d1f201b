package dev.slipway.runner;

import dev.slipway.runner.storage.OwnerOnly;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/// The file in the state directory that a shell reads with `.`, so that `aws` finds the stand-in.
public final class AwsEnvironmentFile {
  /// Name of the file.
  public static final String NAME = "aws.env";

  private AwsEnvironmentFile() {}

  static void write(LocalPlace place, Map<String, String> environment) throws IOException {
    OwnerOnly.write(place.file(NAME), exports(environment));
  }

  private static String exports(Map<String, String> environment) {
    // The aws command line reads the region from another variable than the SDK.
    return "export AWS_DEFAULT_REGION="
        + environment.get("AWS_REGION")
        + "\n"
        + environment.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(variable -> "export " + variable.getKey() + "=" + variable.getValue() + "\n")
            .collect(Collectors.joining());
  }
}
