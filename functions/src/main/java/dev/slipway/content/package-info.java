/// What a drop's folder says about an app and its version beyond the build, read from fastlane's
/// folders as they are.
@NullMarked
package dev.slipway.content;

import org.jspecify.annotations.NullMarked;
