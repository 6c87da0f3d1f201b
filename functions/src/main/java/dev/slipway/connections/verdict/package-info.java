/// What a check of a key found out: the state of the connection, its cause, and what the key can
/// do.
@NullMarked
package dev.slipway.connections.verdict;

import org.jspecify.annotations.NullMarked;
