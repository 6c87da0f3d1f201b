/// Keeps what a person should know about an app between its releases: steps on Apple's web page
/// before the first one, and territories in which Apple does not offer the app.
@NullMarked
package dev.slipway.releases.warnings;

import org.jspecify.annotations.NullMarked;
