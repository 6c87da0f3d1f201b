package dev.slipway.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyBudgetTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void callsOfAnHourAgoComeBack() {
    var budget = heard(3500, 3500).granting("a", 40, NOON).settled("a", 40, 30, null, null, NOON);

    assertThat(budget.available(NOON)).isEqualTo(3470);
    assertThat(budget.available(after(59))).isEqualTo(3470);
    assertThat(budget.available(after(66))).isEqualTo(3500);
  }

  @Test
  void whatIsGrantedIsNotGrantedTwice() {
    var budget = heard(100, 100);
    int grants = 0;
    while (budget.allows(Purpose.RELEASE, NOON)) {
      budget = budget.granting("g" + grants, Purpose.RELEASE.grant(100), NOON);
      grants++;
    }

    assertThat(grants).isEqualTo(8);
    assertThat(budget.available(NOON)).isEqualTo(20);
  }

  @Test
  void releasesLeaveSomeToPollsAndPollsSomeToChecks() {
    assertThat(heard(1000, 240).allows(Purpose.RELEASE, NOON)).isTrue();
    assertThat(heard(1000, 230).allows(Purpose.RELEASE, NOON)).isFalse();
    assertThat(heard(1000, 230).allows(Purpose.FOLLOW, NOON)).isTrue();
    assertThat(heard(1000, 110).allows(Purpose.FOLLOW, NOON)).isFalse();
    assertThat(heard(1000, 110).allows(Purpose.INTERACTIVE, NOON)).isTrue();
    assertThat(heard(1000, 110).allows(Purpose.ROUND, NOON)).isTrue();
    assertThat(heard(1000, 55).allows(Purpose.ROUND, NOON)).isFalse();
    assertThat(heard(1000, 15).allows(Purpose.INTERACTIVE, NOON))
        .as("the last calls are nobody's")
        .isFalse();
  }

  /// Twelve sweeps an hour ask at most two questions for each 100 apps, without a grant.
  @ParameterizedTest
  @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERACTIVE")
  void othersLeaveWhatFollowing700AppsTakes(Purpose purpose) {
    assertThat(purpose.leaves(3500)).isGreaterThanOrEqualTo(12 * 2 * 7);
  }

  @Test
  void aPassThatHadItsShareLeavesHalfToOthers() {
    assertThat(Purpose.RELEASE.after(79)).isEqualTo(Purpose.RELEASE);
    assertThat(Purpose.RELEASE.after(80)).isEqualTo(Purpose.BULK);
    assertThat(Purpose.FOLLOW.after(1000)).isEqualTo(Purpose.FOLLOW);
    assertThat(heard(1000, 500).allows(Purpose.RELEASE, NOON)).isTrue();
    assertThat(heard(1000, 500).allows(Purpose.BULK, NOON)).isFalse();
  }

  @Test
  void whatOthersUsedByApplesWordIsGoneAndComesBackWithinTheHour() {
    var budget = heard(3500, 500);

    assertThat(budget.available(NOON)).isEqualTo(500);
    assertThat(budget.available(after(30))).isEqualTo(2000);
    assertThat(budget.available(after(60))).isEqualTo(3500);
  }

  @Test
  void ownCallsAreNotTakenForOthers() {
    var said = new Observation(3500, 3460, NOON);
    var budget = heard(3500, 3500).granting("a", 40, NOON).settled("a", 40, 40, said, null, NOON);

    assertThat(budget.foreignCalls()).isZero();
    assertThat(budget.available(NOON)).isEqualTo(3460);
  }

  @Test
  void anEarlierWordDoesNotUndoALaterOne() {
    var budget =
        heard(3500, 500)
            .settled("", 0, 0, new Observation(3500, 3000, NOON.minusSeconds(5)), null, NOON);

    assertThat(budget.available(NOON)).isEqualTo(500);
  }

  @Test
  void aGrantOfWhomNobodyHeardIsTakenForSpent() {
    var budget = heard(3500, 3500).granting("dead", 40, NOON).tidied(after(11));

    assertThat(budget.grants()).isEmpty();
    assertThat(budget.available(after(11))).isEqualTo(3460);
    assertThat(budget.tidied(after(80)).available(after(80))).isEqualTo(3500);
  }

  @Test
  void whoComesLateIsNotCountedTwice() {
    var late =
        heard(3500, 3500)
            .granting("late", 40, NOON)
            .tidied(after(11))
            .settled("late", 40, 50, null, null, after(11));

    assertThat(late.available(after(11))).isEqualTo(3450);
  }

  @Test
  void aBurstRefusedHoldsUpEverybodyButChecks() {
    var budget = heard(3500, 3500).settled("", 0, 1, null, NOON.plusSeconds(60), NOON);

    assertThat(budget.allows(Purpose.RELEASE, NOON)).isFalse();
    assertThat(budget.allows(Purpose.FOLLOW, NOON)).isFalse();
    assertThat(budget.allows(Purpose.INTERACTIVE, NOON)).isTrue();
    assertThat(budget.allowedAt(Purpose.RELEASE, NOON)).isEqualTo(after(1));
  }

  @Test
  void tellsWhenThereWillBeCallsAgain() {
    var spent = heard(100, 100).granting("a", 80, NOON).settled("a", 80, 80, null, null, NOON);

    assertThat(spent.allows(Purpose.RELEASE, NOON)).isFalse();
    assertThat(spent.allowedAt(Purpose.RELEASE, after(40))).isBetween(after(60), after(66));
  }

  @Test
  void momentsOfAWrongClockDoNotStopWork() {
    var wrong =
        new KeyBudget(
            3500,
            NOON.plus(Duration.ofDays(400)),
            3500,
            NOON.plus(Duration.ofDays(400)),
            java.util.List.of(new KeyBudget.Spent(NOON.plus(Duration.ofDays(400)), 3500)),
            java.util.List.of(new KeyBudget.Grant("x", 3500, NOON.plus(Duration.ofDays(400)))));

    assertThat(wrong.allows(Purpose.RELEASE, NOON)).isTrue();
  }

  /// Else nobody would ever make the call that tells a better one.
  @Test
  void aLimitLowerThanAnyGrantIsAskedAboutAgain() {
    var low = heard(5, 0);

    assertThat(low.allows(Purpose.INTERACTIVE, NOON)).isFalse();
    assertThat(low.allows(Purpose.INTERACTIVE, after(61))).isTrue();
    assertThat(low.allowedAt(Purpose.RELEASE, NOON)).isBetween(after(40), after(61));
  }

  @Test
  void isReadAsItWasWritten() {
    var budget =
        heard(3600, 1200)
            .granting("a", 40, NOON)
            .granting("b", 20, NOON)
            .settled("b", 20, 3, new Observation(3600, 1100, NOON), after(1), NOON);

    assertThat(KeyBudget.fromJson(Json.parse(Json.write(budget.toJson())))).isEqualTo(budget);
  }

  private static KeyBudget heard(int limit, int remaining) {
    return KeyBudget.unknown()
        .settled("", 0, 0, new Observation(limit, remaining, NOON), null, NOON);
  }

  private static Instant after(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }
}
