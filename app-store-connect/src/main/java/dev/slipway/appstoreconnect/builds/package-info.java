/// Processed binaries.
@NullMarked
package dev.slipway.appstoreconnect.builds;

import org.jspecify.annotations.NullMarked;
