/// Reads what a person hands in to connect an Apple account: the request and the private key in it,
/// in whatever shape clipboards and CI variables left them.
@NullMarked
package dev.slipway.intake;

import org.jspecify.annotations.NullMarked;
