/// The function apple-webhook: takes Apple's signed notifications and wakes the releases that they
/// concern.
@NullMarked
package dev.slipway.functions.applewebhook;

import org.jspecify.annotations.NullMarked;
