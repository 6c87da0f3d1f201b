/// The result of checking a key: the state of the connection, its cause, and what the key can do.
@NullMarked
package dev.slipway.connections.verdict;

import org.jspecify.annotations.NullMarked;
