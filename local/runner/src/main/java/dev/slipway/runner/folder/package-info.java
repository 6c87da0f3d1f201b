/// Finds on disk what a person would drop: fastlane's folder, its build, and the app that it is
/// for.
@NullMarked
package dev.slipway.runner.folder;

import org.jspecify.annotations.NullMarked;
