/// What was found and done at Apple, one ledger for each part of a release.
@NullMarked
package dev.slipway.releases.model.ledgers;

import org.jspecify.annotations.NullMarked;
