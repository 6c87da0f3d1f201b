package dev.slipway.runner.cloudformation;

import java.util.Map;

/// The inputs of a template besides its text: parameters, and the names of the resources in this
/// run.
///
/// @param parameters values that replace the parameters' defaults
/// @param bucketNames names of the buckets by logical id
/// @param region value of `AWS::Region`
/// @param accountId value of `AWS::AccountId`
/// @param stackName value of `AWS::StackName`
public record Surroundings(
    Map<String, String> parameters,
    Map<String, String> bucketNames,
    String region,
    String accountId,
    String stackName) {

  public Surroundings {
    parameters = Map.copyOf(parameters);
    bucketNames = Map.copyOf(bucketNames);
  }
}
