package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.slipway.ProductionClasses;
import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of checks: each has a subject that trips it and nothing else, and one beside it, as
/// near as can be, that does not trip it.
class PreflightTest {
  static Stream<Trip> trips() {
    return Trip.all();
  }

  @Test
  void saysNothingOfSoundRelease() {
    assertThat(new Subject().examined()).isEmpty();
    assertThat(new Subject().first().examined()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("trips")
  void tripsExactlyTheOneCheck(Trip trip) {
    assertThat(trip.tripping().examined())
        .extracting(Finding::check)
        .containsOnly(trip.check().slug());
  }

  @ParameterizedTest
  @MethodSource("trips")
  void staysQuietBesideIt(Trip trip) {
    assertThat(trip.beside().examined())
        .extracting(Finding::check)
        .doesNotContain(trip.check().slug());
  }

  @ParameterizedTest
  @MethodSource("trips")
  void tellsItInTheWordsOfTheTable(Trip trip) {
    var rule = trip.check().rule();

    assertThat(trip.tripping().examined())
        .allSatisfy(
            finding -> {
              assertThat(finding.type()).isEqualTo(rule.type());
              assertThat(finding.limit()).isEqualTo(rule.limit());
              // A finding may say what is wrong in its own case instead of the title.
              assertThat(finding.remedy())
                  .satisfiesAnyOf(
                      said -> assertThat(said).startsWith(rule.title() + ". " + rule.remedy()),
                      said -> assertThat(said).endsWith(". " + rule.remedy()));
              assertThat(finding.severity())
                  .isEqualTo(
                      rule.weight() == Check.Weight.WARNING
                          ? Finding.Severity.WARNING
                          : Finding.Severity.ERROR);
            });
  }

  @Test
  void everyCheckHasItsPair() {
    assertThat(trips().map(Trip::check).toList())
        .containsExactlyInAnyOrderElementsOf(CheckSection.allChecks());
  }

  @Test
  void checksBeforeUploadWorkWithoutApple() {
    var early = CheckSection.checksOfDrop().toList();
    var silent =
        trips()
            .filter(trip -> early.contains(trip.check()))
            .filter(
                trip -> {
                  var subject = trip.tripping();
                  subject.withApple = false;
                  return subject.examined().stream()
                      .noneMatch(finding -> finding.check().equals(trip.check().slug()));
                })
            .map(Trip::check);

    assertThat(silent).isEmpty();
  }

  @Test
  void tableIsLargeEnough() {
    assertThat(CheckSection.allChecks()).hasSizeGreaterThanOrEqualTo(48);
    assertThat(CheckSection.checksOfDrop()).hasSizeGreaterThanOrEqualTo(30);
  }

  @Test
  void everyCheckIsInASection() {
    var checks =
        ProductionClasses.ALL.stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(Check.class))
            .map(JavaClass::getName);

    assertThat(checks)
        .containsExactlyInAnyOrderElementsOf(
            CheckSection.ALL.stream()
                .map(section -> section.checks().getFirst().getClass().getName())
                .toList());
  }

  @Test
  void slugsAndTitlesAreUnique() {
    List<Check> all = CheckSection.wholePage();
    Set<String> slugs = new HashSet<>();
    Set<String> titles = new HashSet<>();

    assertThat(all.stream().filter(check -> !slugs.add(check.slug()))).isEmpty();
    assertThat(all.stream().filter(check -> !titles.add(check.rule().title()))).isEmpty();
  }

  @Test
  void everyRuleEndsAsSentencesDo() {
    assertThat(CheckSection.wholePage())
        .allSatisfy(
            check -> {
              assertThat(check.rule().title()).doesNotEndWith(".");
              assertThat(check.rule().remedy()).endsWith(".");
              assertThat(check.rule().source()).isNotBlank();
            });
  }
}
