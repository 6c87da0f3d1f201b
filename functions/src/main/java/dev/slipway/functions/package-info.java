/// The Lambda entries: one package for each function.
@org.jspecify.annotations.NullMarked
package dev.slipway.functions;
