/// What a drop wants of a release.
@NullMarked
package dev.slipway.releases.model.desired;

import org.jspecify.annotations.NullMarked;
