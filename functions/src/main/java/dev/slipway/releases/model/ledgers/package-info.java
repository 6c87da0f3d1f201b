/// What was found and done at Apple, part by part of a release.
@NullMarked
package dev.slipway.releases.model.ledgers;

import org.jspecify.annotations.NullMarked;
