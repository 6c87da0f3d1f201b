package dev.slipway.runner.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.RepositoryFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is deployed, looked at from outside.
@Tag("zip")
class FunctionsZipTest {
  private static final long LIMIT_BYTES = 25_000_000;

  private static Path zip() {
    Path zip = RepositoryFiles.file("functions/target/slipway-functions.zip");
    assumeTrue(Files.exists(zip), "Skipped: the zip is made by `mvn package`, not by `mvn test`");
    return zip;
  }

  @Test
  void holdsJarsAloneAndIsSmall() throws Exception {
    assertThat(Files.size(zip())).isLessThan(LIMIT_BYTES);
    try (var zip = new ZipFile(zip().toFile())) {
      assertThat(zip.stream().filter(entry -> !entry.isDirectory()))
          .isNotEmpty()
          .allMatch(entry -> entry.getName().matches("lib/[^/]+\\.jar"));
    }
  }

  @Test
  void holdsTheFunctionsAndNothingOfThisMachine() throws Exception {
    Set<String> classes = classes();
    assertThat(classes)
        .contains("dev/slipway/state/StateKeys.class")
        .noneMatch(name -> name.startsWith("dev/slipway/simulator/"))
        .noneMatch(name -> name.startsWith("dev/slipway/localaws/"))
        .noneMatch(name -> name.startsWith("dev/slipway/wire/"))
        .noneMatch(name -> name.startsWith("dev/slipway/lambda/"))
        .noneMatch(name -> name.startsWith("dev/slipway/bench/"))
        .noneMatch(name -> name.startsWith("dev/slipway/runner/"));
  }

  @Test
  void namesItsVersion() throws Exception {
    try (var zip = new ZipFile(zip().toFile())) {
      var jar =
          zip.stream()
              .filter(entry -> entry.getName().matches("lib/slipway-functions-.*\\.jar"))
              .findFirst()
              .orElseThrow();
      try (var in = new JarInputStream(zip.getInputStream(jar))) {
        assertThat(in.getManifest().getMainAttributes().getValue("Implementation-Version"))
            .matches("[A-Za-z0-9._-]+");
      }
    }
  }

  @Test
  void holdsNoTestLibraryAndNoSecondHttpClient() throws Exception {
    assertThat(classes())
        .noneMatch(name -> name.startsWith("org/junit/"))
        .noneMatch(name -> name.startsWith("org/assertj/"))
        .noneMatch(name -> name.startsWith("com/tngtech/"))
        .noneMatch(name -> name.startsWith("org/testcontainers/"))
        .noneMatch(name -> name.startsWith("com/amazonaws/services/lambda/runtime/events/"))
        .noneMatch(name -> name.startsWith("com/fasterxml/jackson/databind/"))
        .noneMatch(name -> name.startsWith("io/netty/"))
        .noneMatch(name -> name.startsWith("org/apache/http"));
  }

  private static Set<String> classes() throws IOException {
    var classes = new HashSet<String>();
    try (var zip = new ZipFile(zip().toFile())) {
      for (ZipEntry entry : zip.stream().filter(jar -> !jar.isDirectory()).toList()) {
        byte[] jar = zip.getInputStream(entry).readAllBytes();
        try (var inner = new ZipInputStream(new ByteArrayInputStream(jar))) {
          for (ZipEntry file = inner.getNextEntry(); file != null; file = inner.getNextEntry()) {
            classes.add(file.getName());
          }
        }
      }
    }
    return classes;
  }
}
