/// What a question about readiness looks at: one class for each subject, which says what is missing
/// of it at Apple.
@NullMarked
package dev.slipway.releases.readiness.looks;

import org.jspecify.annotations.NullMarked;
