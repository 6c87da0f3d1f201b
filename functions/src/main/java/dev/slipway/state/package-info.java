/// The state bucket as a port: JSON documents with compare-and-set, and their keys.
@NullMarked
package dev.slipway.state;

import org.jspecify.annotations.NullMarked;
