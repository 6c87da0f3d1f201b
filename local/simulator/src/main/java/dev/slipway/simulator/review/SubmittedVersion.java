package dev.slipway.simulator.review;

/// A version that was sent to App Review.
///
/// @param versionId id of the version
/// @param submissionId id of its review submission
public record SubmittedVersion(String versionId, String submissionId) {}
