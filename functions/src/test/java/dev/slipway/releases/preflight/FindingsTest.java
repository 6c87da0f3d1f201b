package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.json.Json;
import dev.slipway.json.RecordCodec;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.preflight.checks.Findings;
import org.junit.jupiter.api.Test;

class FindingsTest {

  @Test
  void noErrorIsNoProblem() {
    var findings = new Subject().english(TextField.SUBTITLE, "Acme 🚀").examined();

    assertThat(findings).hasSize(1);
    assertThat(Findings.problem(findings)).isEmpty();
  }

  @Test
  void oneErrorIsToldAsItIs() {
    var subject = new Subject().english(TextField.NAME, "n".repeat(31));
    subject.english(TextField.SUBTITLE, "🚀");

    assertThat(Findings.problem(subject.examined()))
        .contains(
            Problem.at(
                "metadata/en-US/name.txt",
                ProblemType.METADATA_INVALID,
                "The name is too long. Shorten it. Found: 31 characters. Expected: at most"
                    + " 30 characters."));
  }

  @Test
  void severalErrorsOfOneTypeKeepIt() {
    var subject = new Subject().english(TextField.NAME, "n".repeat(31));
    subject.text("de-DE", TextField.NAME, "x");

    var problem = Findings.problem(subject.examined()).orElseThrow();

    assertThat(problem.type()).isEqualTo(ProblemType.METADATA_INVALID);
    assertThat(problem.faults())
        .extracting(Problem::field)
        .containsExactly("metadata/de-DE/name.txt", "metadata/en-US/name.txt");
  }

  @Test
  void severalErrorsOfDifferentTypesAreToldTogether() {
    var subject = new Subject().english(TextField.NAME, "n".repeat(31));
    subject.binary().signed = false;
    subject.binary().xcodeBuild = "17A5241e";

    var problem = Findings.problem(subject.examined()).orElseThrow();

    assertThat(problem.type()).isEqualTo(ProblemType.PREFLIGHT_FAILED);
    assertThat(problem.faults())
        .extracting(Problem::type)
        .containsExactly(ProblemType.IPA_SIGNING, ProblemType.METADATA_INVALID);
  }

  /// Wherever a person may have put it by mistake.
  @Test
  void neverShowsTheDemoPassword() {
    String secret = "hunter2<b>x</b>";
    var subject = new Subject();
    subject.password = new DemoPassword(secret, "metadata/review_information/demo_password.txt");
    for (TextField field : TextField.values()) {
      subject.english(field, secret);
    }
    for (ReviewField field : ReviewField.values()) {
      subject.review(field, secret);
    }
    subject.manifest.version = "9.9";
    subject.withApple = true;

    var findings = subject.examined();

    assertThat(findings).hasSizeGreaterThan(5);
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.toString()).doesNotContain(secret).doesNotContain("hunter2");
              assertThat(Findings.problem(finding).toString()).doesNotContain("hunter2");
            });
  }

  @Test
  void doesNotShowPartOfPasswordThatIsCutOff() {
    String secret = "open  sesame, ".repeat(12);
    var subject = new Subject().english(TextField.SUPPORT_URL, secret);
    subject.password = new DemoPassword(secret, "metadata/review_information/demo_password.txt");

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::found)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("url-malformed", "••••••"));
  }

  @Test
  void doesNotShowPasswordBesideLackingUser() {
    var subject = new Subject();
    subject.review.remove(ReviewField.DEMO_USER);

    assertThat(subject.examined().toString()).doesNotContain(Subject.PASSWORD);
  }

  @Test
  void everyFindingIsKeptAndReadAsItWas() {
    var codec =
        RecordCodec.builder(Finding.class)
            .text(ProblemType.class, ProblemType::uri, ProblemType::ofUri)
            .build();
    Trip.all()
        .flatMap(trip -> trip.tripping().examined().stream())
        .forEach(
            finding -> {
              assertThat(codec.write(finding)).isEqualTo(finding.toJson());
              assertThat(codec.read(Json.parse(Json.write(finding.toJson())))).isEqualTo(finding);
            });
  }

  @Test
  void valuesAreShortenedToOneLine() {
    var subject = new Subject().english(TextField.SUBTITLE, "a\n" + "b".repeat(500));

    assertThat(subject.examined())
        .filteredOn(finding -> finding.check().equals("text-line-break"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.found())
                    .startsWith("a bbb")
                    .endsWith("…")
                    .hasSizeLessThanOrEqualTo(121));
  }

  @Test
  void sameFileForManyLocalesIsToldOnce() {
    var subject = new Subject();
    var shared = new dev.slipway.drops.metadata.SourcedText("x", "metadata/default/name.txt");
    subject.texts.values().forEach(texts -> texts.put(TextField.NAME, shared));

    assertThat(subject.examined()).hasSize(1);
  }
}
