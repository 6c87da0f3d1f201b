/// The function connect-link: takes a key from the holder of a connect link, and shows them the
/// verdict.
@NullMarked
package dev.slipway.functions.connectlink;

import org.jspecify.annotations.NullMarked;
