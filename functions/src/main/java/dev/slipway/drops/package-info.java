/// What a person drops for a release: the meaning of object keys, the release's id, `release.json`.
@NullMarked
package dev.slipway.drops;

import org.jspecify.annotations.NullMarked;
