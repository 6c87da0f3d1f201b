/// The Lambda entries, one package per function, and what they are wired from.
@org.jspecify.annotations.NullMarked
package dev.slipway.functions;
