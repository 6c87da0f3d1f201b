/// S3's events in the two shapes that AWS sends, and their delivery in order per key.
@NullMarked
package dev.slipway.localaws.events;

import org.jspecify.annotations.NullMarked;
