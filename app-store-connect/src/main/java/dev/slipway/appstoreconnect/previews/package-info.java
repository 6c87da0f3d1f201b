/// Preview videos of a version, in sets by locale and preview type.
@NullMarked
package dev.slipway.appstoreconnect.previews;

import org.jspecify.annotations.NullMarked;
