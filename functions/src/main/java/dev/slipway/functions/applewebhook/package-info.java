/// The function apple-webhook: takes Apple's signed notifications and has the releases looked at
/// that they speak of.
@NullMarked
package dev.slipway.functions.applewebhook;

import org.jspecify.annotations.NullMarked;
