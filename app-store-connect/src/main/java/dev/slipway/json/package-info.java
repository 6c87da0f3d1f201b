/// JSON documents as checked values: parsing, reading with the path in every fault, and writing.
/// Contains no document formats; those are next to the types that they describe.
@NullMarked
package dev.slipway.json;

import org.jspecify.annotations.NullMarked;
