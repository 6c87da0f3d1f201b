package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.WriteKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Sentences that a reviewer of the pages did not understand, or found to be no English, do not
/// come back: not in the pages, in problems, findings and timeline, nor in the documents.
class OldSentencesTest {
  private static final Path ROOT = Path.of("..");

  /// In lower case; each is enough of its sentence to know it.
  private static final List<String> REPLACED =
      List.of(
          // Sign-in
          "belong to who is signed in",
          "pick who you are",
          // Connecting a team
          "hand it over",
          "hand the key over",
          "handing over",
          "a private key on the right curve",
          "“copy” stands beside it",
          "it is an individual key (no issuer id)",
          "works too, with your own role",
          "it stays when people go",
          "characters; these are",
          "it belongs into the field below",
          "say below that it is an individual key",
          // The verdict
          "nothing else is to be set up",
          "but not for everything\"",
          "no release can start with it",
          "the next step below puts that right",
          "nothing is known against the key",
          "it is asked again",
          "it is one of these",
          "was tried and is ruled out",
          "checks only read, and reading cannot prove",
          "as sure as it gets",
          "took the place of key",
          "releases on their way",
          "to say more than the build does",
          "still on their way end",
          "what is already at apple stays there",
          "is not connected (any more)",
          "the issuer id left empty",
          // Uploads and plans
          "what may lie in a folder",
          "only show what would happen",
          "nothing of it was done",
          "exactly this is done",
          "mind: this team",
          "until that is put right",
          "is no .ipa",
          "take the check mark out",
          "is no valid json",
          "the wish for a plan",
          "no connection to slipway; trying",
          "trying again by itself",
          "remove from the list",
          "the upload stopped.",
          // The board
          "approved, release it",
          "looked at next",
          "\"app at apple\"",
          "\"on their way\"",
          "to be put right first",
          "do not keep the release from going on",
          "apple may see them otherwise",
          "right would be:",
          "begins when the version goes out",
          "everybody has it",
          "a newer drop took over",
          // Problems and findings
          "need mending",
          "nothing was sent to apple. mend",
          "is not as its schema wants it",
          "this field is unknown",
          "nobody said whether",
          "is no absolute address",
          "write it in full",
          "unless the folder is there by mistake",
          "whether apple insists",
          "is no archive that can be read",
          "it is no zip archive",
          "reasons stand only on the web",
          "mend what is asked for",
          "there is no such app at app store connect",
          "the release did not get on",
          "however often it was tried",
          "because it can do less than the present one");

  @Test
  void noReplacedSentenceComesBack() throws IOException {
    var texts = new ArrayList<String>();
    for (ProblemType type : ProblemType.values()) {
      texts.add(type.title());
    }
    for (WriteKind kind : WriteKind.values()) {
      texts.add(kind.words());
    }
    UserTexts.bySource().values().forEach(texts::addAll);
    texts.add(Files.readString(ROOT.resolve("README.md")));
    for (Path file : files("docs", ".md")) {
      texts.add(Files.readString(file));
    }
    for (Path file : files("web", ".js")) {
      texts.add(Files.readString(file));
    }
    var plain =
        texts.stream()
            .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace('’', '\''))
            .toList();

    for (String sentence : REPLACED) {
      assertThat(plain).as(sentence).noneMatch(text -> text.contains(sentence));
    }
  }

  /// Decisions keep their words.
  private static List<Path> files(String directory, String ending) throws IOException {
    try (Stream<Path> found = Files.walk(ROOT.resolve(directory))) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending) && !file.toString().contains("adr"))
          .toList();
    }
  }
}
