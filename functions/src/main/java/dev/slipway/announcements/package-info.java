/// State changes that others are to hear of: kept in the record until they were published.
@NullMarked
package dev.slipway.announcements;

import org.jspecify.annotations.NullMarked;
