/// What a drop asks for in a release.
@NullMarked
package dev.slipway.releases.model.desired;

import org.jspecify.annotations.NullMarked;
