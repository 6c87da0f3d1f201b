/// The store on loopback that sends and receives the bytes, in a process of its own.
@NullMarked
package dev.slipway.bench.store;

import org.jspecify.annotations.NullMarked;
