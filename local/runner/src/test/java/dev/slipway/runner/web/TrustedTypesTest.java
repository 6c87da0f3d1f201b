package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No text becomes markup or code in the pages: every policy asks for Trusted Types and allows no
/// policy that makes some, and the code uses no sink (W3C, Trusted Types, "Enforcement Sinks").
class TrustedTypesTest {
  private static final String DIRECTIVES =
      "require-trusted-types-for 'script'; trusted-types 'none'";
  private static final Pattern SINK =
      Pattern.compile(
          "innerHTML|outerHTML\\s*=[^=]|insertAdjacentHTML|document\\.write|\\beval\\(|\\bFunction\\("
              + "|createContextualFragment|srcdoc|parseFromString|setHTMLUnsafe|parseHTMLUnsafe|importScripts|new"
              + " Worker|createPolicy|createElement\\(.script|javascript:"
              + "|set(Timeout|Interval)\\(\\s*[\"'`]|setAttribute\\(\\s*[\"']on");

  @Test
  void everyPageAsksForTrustedTypes() throws IOException {
    for (Path page : files(".html")) {
      assertThat(Files.readString(page))
          .as("%s", page.getFileName())
          .containsPattern("http-equiv=\"Content-Security-Policy\" content=\"[^\"]*" + DIRECTIVES);
    }
  }

  @Test
  void theHostsOfThePagesDoToo() throws IOException {
    for (String host : List.of("template.yaml", "web/README.md")) {
      assertThat(Files.readString(RepositoryFiles.file(host)))
          .as(host)
          .contains("frame-ancestors 'none'; " + DIRECTIVES);
    }
    assertThat(Files.readString(RepositoryFiles.file("template.yaml")))
        .contains("StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000");
  }

  @Test
  void noCodeOfThePagesUsesASink() throws IOException {
    var scripts = files(".js");
    assertThat(scripts).hasSizeGreaterThan(20);
    for (Path script : scripts) {
      assertThat(Files.readString(script).lines().filter(line -> SINK.matcher(line).find()))
          .as("%s", script.getFileName())
          .isEmpty();
    }
  }

  @Test
  void noPageHasCodeOrStylesOfItsOwn() throws IOException {
    for (Path page : files(".html")) {
      assertThat(Files.readString(page))
          .as("%s", page.getFileName())
          .doesNotContainPattern("<script(?![^>]*\\bsrc=)|<style|\\son[a-z]+=|\\sstyle=");
    }
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> list = Files.walk(RepositoryFiles.file("web"))) {
      return list.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
