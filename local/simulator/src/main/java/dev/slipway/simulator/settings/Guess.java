package dev.slipway.simulator.settings;

import java.util.List;

/// A question about Apple that no source answers, or that sources answer differently.
///
/// Each constant is asked at one place of the simulator. The preset is the answer that accepts
/// more; a test or a person can turn it (`Guesses.turn`). Slipway must end well with both answers:
/// `make guesses` runs the scenarios with each guess turned alone, and with all turned. The table
/// in docs/simulator.md is made from these constants. A question that a source has answered is
/// deleted with its constant.
public enum Guess {
  /// See the question.
  SECOND_OPEN_SUBMISSION(
      "a second review submission while another one is UNRESOLVED_ISSUES, CANCELING or in the"
          + " queue",
      "201",
      "409 at the POST, naming the open one",
      "201 was seen beside UNRESOLVED_ISSUES and WAITING_FOR_REVIEW (review-live.md, A10); the 409"
          + " is in Codemagic's code",
      Scenario.OTHER_SUBMISSION,
      Scenario.REJECTED,
      Scenario.WITHDRAWN),
  /// See the question.
  ONLY_FIRST_UNMET(
      "whether a refused submission lists everything that is missing",
      "everything at once",
      "only the next thing",
      "both were seen (review-live.md, B)",
      Scenario.FIRST_VERSION),
  /// See the question.
  LOCALES_ON_ONE_SIDE(
      "whether a localization that is added to the version also appears in the draft app info, and"
          + " the other way round",
      "on both sides",
      "on its own side only",
      "both were seen (media-live.md, 3.3)",
      Scenario.FOLDER);

  private final String question;
  private final String preset;
  private final String turned;
  private final String known;
  private final List<Scenario> scenarios;

  Guess(String question, String preset, String turned, String known, Scenario... scenarios) {
    this.question = question;
    this.preset = preset;
    this.turned = turned;
    this.known = known;
    this.scenarios = List.of(scenarios);
  }

  /// Returns what is not known about Apple.
  public String question() {
    return question;
  }

  /// Returns what the simulator does unless the guess is turned.
  public String preset() {
    return preset;
  }

  /// Returns what the simulator does when the guess is turned.
  public String turned() {
    return turned;
  }

  /// Returns what sources say, with their place.
  public String known() {
    return known;
  }

  /// Returns the scenarios that run with both answers; at least one.
  public List<Scenario> scenarios() {
    return scenarios;
  }
}
