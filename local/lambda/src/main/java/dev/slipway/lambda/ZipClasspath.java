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

/// The class path of a function's process: the jars of the zip as they are deployed, behind those
/// that Lambda's own Java runtime brings. Immutable.
///
/// @param jars in the order of the class path
public record ZipClasspath(List<Path> jars) {
  /// A class of each jar of the runtime: the interface client and what it needs.
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
  /// @param directory empty, or not there yet
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

  /// The same with something behind it.
  ZipClasspath and(Path last) {
    return new ZipClasspath(Stream.concat(jars.stream(), Stream.of(last)).toList());
  }

  /// As `java -cp` takes it.
  String text() {
    return jars.stream()
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /// Where the class was loaded from.
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
