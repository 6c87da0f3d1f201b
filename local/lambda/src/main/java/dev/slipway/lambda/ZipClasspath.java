package dev.slipway.lambda;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// The class path of a function's process: the jars of the deployed zip, after those of Lambda's
/// own Java runtime. Immutable.
///
/// @param jars jars in the order of the class path
public record ZipClasspath(List<Path> jars) {
  /// One class of each jar of the runtime: the interface client and its dependencies.
  private static final List<String> RUNTIME =
      List.of(
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  public ZipClasspath {
    jars = List.copyOf(jars);
  }

  /// Unpacks a zip.
  ///
  /// @param directory an empty directory, or one that does not exist yet
  public static ZipClasspath unpack(Path zip, Path directory) throws IOException {
    var jars = new ArrayList<Path>();
    for (String name : RUNTIME) {
      jars.add(jarOf(name));
    }
    Files.createDirectories(directory);
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().filter(found -> !found.isDirectory()).toList()) {
        Path jar = directory.resolve(Path.of(entry.getName()).getFileName().toString());
        try (var in = file.getInputStream(entry)) {
          Files.copy(in, jar);
        }
        jars.add(jar);
      }
    }
    return new ZipClasspath(jars);
  }

  /// Returns a class path with this path at the end.
  ZipClasspath and(Path last) {
    return new ZipClasspath(Stream.concat(jars.stream(), Stream.of(last)).toList());
  }

  /// Returns the class path as `java -cp` takes it.
  String text() {
    return jars.stream()
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /// Returns the jar from which a class was loaded.
  static Path jarOf(String className) throws IOException {
    try {
      var source =
          Class.forName(className, false, ZipClasspath.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IOException("no jar on this class path has " + className, e);
    }
  }
}
