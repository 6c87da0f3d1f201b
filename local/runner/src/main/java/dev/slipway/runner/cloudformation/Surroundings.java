package dev.slipway.runner.cloudformation;

import java.util.Map;

/// What a template's values depend on beside the template: parameters and what the resources are
/// called here.
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
