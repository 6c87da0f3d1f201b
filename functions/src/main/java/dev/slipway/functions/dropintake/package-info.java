/// The function drop-intake: takes drops, checks them, and makes plans. It moves no bytes.
@NullMarked
package dev.slipway.functions.dropintake;

import org.jspecify.annotations.NullMarked;
