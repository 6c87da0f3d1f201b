package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the JVM flags that a function has on Lambda from template.yaml.
final class FunctionFlags {
  private static final Pattern OPTIONS = Pattern.compile("(?m)^ +JAVA_TOOL_OPTIONS: (.+)$");

  /// What Lambda itself adds for functions that start without a snapshot (Lambda Developer Guide,
  /// "Customize Java runtime startup behavior"). The function's own flags come later and win.
  private static final String LAMBDAS = "-XX:TieredStopAtLevel=1";

  private FunctionFlags() {}

  /// Returns Lambda's flags and then those of the template.
  ///
  /// @param function logical id, for example `ReleaseUploadFunction`
  /// @throws IllegalArgumentException if the template has no such function, or it sets no flags
  static List<String> of(String template, String function) {
    var block =
        Pattern.compile("(?ms)^  " + Pattern.quote(function) + ":\n(.*?)(?=^  \\w|\\z)")
            .matcher(template);
    if (!block.find()) {
      throw new IllegalArgumentException("template.yaml has no " + function);
    }
    var options = OPTIONS.matcher(block.group(1));
    if (!options.find()) {
      throw new IllegalArgumentException(function + " sets no JAVA_TOOL_OPTIONS");
    }
    var flags = new ArrayList<String>();
    if (!block.group(1).contains("\n      SnapStart: ")) {
      flags.add(LAMBDAS);
    }
    flags.addAll(List.of(options.group(1).strip().split(" +")));
    return List.copyOf(flags);
  }

  /// Reads template.yaml of the repository that contains the working directory.
  static String template() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("template.yaml");
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    }
    throw new IOException("no template.yaml here or above; run make bench in the repository");
  }
}
