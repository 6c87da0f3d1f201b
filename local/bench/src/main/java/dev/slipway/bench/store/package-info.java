/// The store on loopback that hands the bytes out and takes them in, in a process of its own.
@NullMarked
package dev.slipway.bench.store;

import org.jspecify.annotations.NullMarked;
