/// The function api: connections in and out, releases out, commands as intent. Never calls Apple,
/// never reads a secret.
@NullMarked
package dev.slipway.functions.api;

import org.jspecify.annotations.NullMarked;
