/// Texts and addresses as people write them: the form in which Slipway compares and sends them.
@NullMarked
package dev.slipway.drops.texts;

import org.jspecify.annotations.NullMarked;
