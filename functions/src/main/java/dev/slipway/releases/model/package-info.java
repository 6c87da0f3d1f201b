/// What a release is: its drop, what is wanted, what was found and done at Apple, and how that is
/// kept as JSON. Values only; no decision and no input or output.
@NullMarked
package dev.slipway.releases.model;

import org.jspecify.annotations.NullMarked;
