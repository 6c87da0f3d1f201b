/// How much one tenant may have and use: the limits, the counts, and the refusal.
@NullMarked
package dev.slipway.quotas;

import org.jspecify.annotations.NullMarked;
