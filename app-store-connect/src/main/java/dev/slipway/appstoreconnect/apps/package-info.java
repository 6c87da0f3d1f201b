/// App records, and what one call lists for many of them.
@NullMarked
package dev.slipway.appstoreconnect.apps;

import org.jspecify.annotations.NullMarked;
