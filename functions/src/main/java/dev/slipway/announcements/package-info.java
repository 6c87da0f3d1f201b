/// Announces state changes: the record keeps each one until it is published.
@NullMarked
package dev.slipway.announcements;

import org.jspecify.annotations.NullMarked;
