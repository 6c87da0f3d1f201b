/// The Lambda entries: one package per function.
@org.jspecify.annotations.NullMarked
package dev.slipway.functions;
