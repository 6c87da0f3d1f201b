/// App Review: submissions, what a version needs before one, and what reviewers decide.
@NullMarked
package dev.slipway.simulator.review;

import org.jspecify.annotations.NullMarked;
