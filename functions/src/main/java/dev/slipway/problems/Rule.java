package dev.slipway.problems;

import dev.slipway.problems.Check.Weight;
import org.jspecify.annotations.Nullable;

/// The text of a check.
///
/// @param type the problem type under which a finding is reported
/// @param title what is wrong, a sentence without its full stop
/// @param limit the expected value, in words; null when no single value is expected
/// @param remedy what to do, one or two sentences
/// @param source how this is known: a page of Apple's, an error of Apple's, or a section of the
///   reference; "unconfirmed" when no page of Apple's says so
public record Rule(
    Weight weight,
    ProblemType type,
    String title,
    @Nullable String limit,
    String remedy,
    String source) {

  public static Rule error(
      ProblemType type, String title, @Nullable String limit, String remedy, String source) {
    return new Rule(Weight.ERROR, type, title, limit, remedy, source);
  }

  public static Rule whenSubmitted(
      ProblemType type, String title, @Nullable String limit, String remedy, String source) {
    return new Rule(Weight.ERROR_WHEN_SUBMITTED, type, title, limit, remedy, source);
  }

  public static Rule warning(
      ProblemType type, String title, @Nullable String limit, String remedy, String source) {
    return new Rule(Weight.WARNING, type, title, limit, remedy, source);
  }
}
