/// Connections: an Apple team that a tenant connected, its key and its verdict. No AWS import.
@NullMarked
package dev.slipway.connections;

import org.jspecify.annotations.NullMarked;
