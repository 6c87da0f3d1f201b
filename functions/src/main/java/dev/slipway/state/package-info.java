/// The state bucket as a port: JSON documents with compare-and-set, and the keys they stand under.
@NullMarked
package dev.slipway.state;

import org.jspecify.annotations.NullMarked;
