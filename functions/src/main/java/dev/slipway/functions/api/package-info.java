/// The function api: takes and shows connections, shows releases, and records orders. Never calls
/// Apple, never reads a secret.
@NullMarked
package dev.slipway.functions.api;

import org.jspecify.annotations.NullMarked;
