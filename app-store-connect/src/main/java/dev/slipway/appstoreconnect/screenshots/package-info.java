/// Screenshots of a version, in sets by locale and display type.
@NullMarked
package dev.slipway.appstoreconnect.screenshots;

import org.jspecify.annotations.NullMarked;
