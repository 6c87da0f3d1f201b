/// A stack at the size that design.md names as its limit: state written directly, one simulated
/// hour of work, and one sweep in real time with the delays of S3 and of Apple.
@NullMarked
package dev.slipway.runner.growth;

import org.jspecify.annotations.NullMarked;
