/// Reads the file `release.json` of a drop: its fields, their faults, and its defaults.
@NullMarked
package dev.slipway.drops.manifest;

import org.jspecify.annotations.NullMarked;
