package dev.slipway.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.releases.steps.Step;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The names under which writes are persisted, and that none is forgotten.
class WriteKindTest {

  /// The text of a kind is the name that its step had when names were derived from classes, and a
  /// new step's kind follows the same pattern.
  @Test
  void everyWriteHasAKindOfItsOwn() {
    var steps =
        new HashSet<>(
            Stream.of(Step.Write.class, Step.TestFlightWrite.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .filter(type -> !type.isInterface())
                .map(Class::getSimpleName)
                .toList());
    steps.add(Step.ApplyContent.class.getSimpleName());
    steps.add(Step.ApplyBetaReviewInformation.class.getSimpleName());

    assertThat(Arrays.stream(WriteKind.values()).map(WriteKind::text))
        .containsExactlyInAnyOrderElementsOf(steps);
    assertThat(
            Arrays.stream(WriteKind.values())
                .map(kind -> kind.name().replace("_", ""))
                .map(String::toLowerCase))
        .containsExactlyElementsOf(
            Arrays.stream(WriteKind.values())
                .map(WriteKind::text)
                .map(String::toLowerCase)
                .toList());
  }

  @Test
  void aTextLeadsBackToItsKind() {
    for (WriteKind kind : WriteKind.values()) {
      assertThat(WriteKind.of(kind.text())).contains(kind);
    }
    assertThat(WriteKind.of("EnrolInSomethingNew")).isEmpty();
  }

  @Test
  void whatPeopleReadCompletesASentence() {
    assertThat(List.of(WriteKind.values()))
        .allSatisfy(kind -> assertThat(kind.words()).matches("[a-z]+ing .+[^.]"))
        .extracting(WriteKind::words)
        .doesNotHaveDuplicates();
  }

  /// Up to c7fb208 the step that adds a build to a group was recorded under the group's name.
  @Test
  void aGroupsNameInAnOldRecordIsTheWriteToIt() {
    var groups = Set.of("Friends", "Submit");

    assertThat(StepName.read("Friends", groups)).isEqualTo(new StepName("AddToBetaGroup"));
    assertThat(StepName.read("Strangers", groups)).isEqualTo(new StepName("Strangers"));
    assertThat(StepName.read("Submit", groups)).isEqualTo(new StepName("Submit"));
  }
}
