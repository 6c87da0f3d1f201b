/// Connections: one Apple team connected by one tenant, its key and its verdict. No AWS import.
@NullMarked
package dev.slipway.connections;

import org.jspecify.annotations.NullMarked;
