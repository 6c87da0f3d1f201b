/// JSON documents as checked values: parse, read with a path in every fault, write. Holds no wire
/// shape of anybody; those stay beside the thing they describe.
@NullMarked
package dev.slipway.json;

import org.jspecify.annotations.NullMarked;
