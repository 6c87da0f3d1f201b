package dev.slipway.releases.actions;

/// How carrying out a step ended: with a result, or with an expected stop.
public sealed interface Acted permits StepResult, Stop {}
