/// Screenshots, previews and review attachments: sets, reservations, parts, and what Apple checks
/// in the files.
@NullMarked
package dev.slipway.simulator.media;

import org.jspecify.annotations.NullMarked;
