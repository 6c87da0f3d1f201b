/// The function api: takes and shows connections, shows releases, and records orders. Never calls
/// Apple, never reads a secret.
///
/// 27 files, because each subject of the API has its routes, and what it shows, in classes of its
/// own.
@NullMarked
package dev.slipway.functions.api;

import org.jspecify.annotations.NullMarked;
