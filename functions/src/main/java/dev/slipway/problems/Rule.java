package dev.slipway.problems;

import dev.slipway.problems.Check.Weight;
import org.jspecify.annotations.Nullable;

/// What a check says.
///
/// @param type the problem type that a finding is told as
/// @param title what is wrong, a sentence without its full stop
/// @param limit what would be right, in words; null when that is not one value
/// @param remedy what to do, one or two sentences
/// @param source where that is known from: a page of Apple's, an error of Apple's, or the reference
///   that it was seen in; "unconfirmed" when no page of Apple's says so
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
