/// How an object of the drop bucket becomes a release.
@NullMarked
package dev.slipway.releases.intake;

import org.jspecify.annotations.NullMarked;
