/// Hostile input made by seeded generators, for the tests of every reader.
@org.jspecify.annotations.NullMarked
package dev.slipway.fuzz;
