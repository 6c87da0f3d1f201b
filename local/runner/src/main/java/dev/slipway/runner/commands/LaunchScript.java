package dev.slipway.runner.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the script that `make run` starts. The build runs this class in the JDK 25 that it found,
/// so the script need not search for a JDK, and Maven need not stay in memory next to the runner.
public final class LaunchScript {
  private LaunchScript() {}

  /// Writes the file named by the first argument, for this JVM and the class path in the third. The
  /// second is our own jar, which that class path lists as a directory: the JVM archives only the
  /// classes of jars for a faster start.
  public static void main(String[] arguments) throws IOException {
    Path script = Path.of(arguments[0]);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.createDirectories(script.toAbsolutePath().getParent());
    Files.writeString(
        script,
        """
        #!/bin/sh
        # Made by the build; start it from the repository's root.
        case "$1" in
          simulator) shift; set -- %s "$@" ;;
          *) set -- %s "$@" ;;
        esac
        if [ -t 1 ]; then
          COLUMNS=$(tput cols 2>/dev/null || echo 80)
          export COLUMNS
        fi
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m \\
          -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile='%s' -Xlog:disable \\
          -Dslf4j.internal.verbosity=ERROR -Dhttp.maxConnections=16 \\
          -cp '%s' "$@"
        """
            .formatted(
                SimulatorCommand.class.getName(),
                SlipwayRunner.class.getName(),
                java,
                script.toAbsolutePath().resolveSibling("slipway.jsa"),
                Stream.of(arguments[2].split(File.pathSeparator))
                    .map(entry -> Files.isDirectory(Path.of(entry)) ? arguments[1] : entry)
                    .collect(Collectors.joining(File.pathSeparator))));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
