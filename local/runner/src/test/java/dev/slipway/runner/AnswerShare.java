package dev.slipway.runner;

import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Runs half of the tests with the tag `answer`, as the seed of `make verify` chooses; all without
/// a seed. JUnit finds it by its service file.
public final class AnswerShare implements ExecutionCondition {
  private static final String TAG = "answer";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var seed = Sample.seed();
    if (seed == null || !context.getTags().contains(TAG) || !isCase(context)) {
      return ConditionEvaluationResult.enabled("no part of the sample");
    }
    boolean runs = new SplittableRandom(seed + context.getUniqueId().hashCode()).nextBoolean();
    return runs
        ? ConditionEvaluationResult.enabled("the seed chose it")
        : ConditionEvaluationResult.disabled(
            "Left to another seed: make verify WHOLE=1 and make check run it.");
  }

  /// Returns whether this is a test or one invocation of it, and not a class or a list of them.
  private static boolean isCase(ExtensionContext context) {
    String id = context.getUniqueId();
    String last = id.substring(id.lastIndexOf('/') + 1);
    return last.startsWith("[method:") || last.startsWith("[test-template-invocation:");
  }
}
