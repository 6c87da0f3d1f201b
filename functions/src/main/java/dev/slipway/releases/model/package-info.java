/// The record of a release: its drop, what the drop asks for, what was found and done at Apple, and
/// how all this is stored as JSON. Contains values only: no decisions, no input or output.
@NullMarked
package dev.slipway.releases.model;

import org.jspecify.annotations.NullMarked;
