/// The function review-status: sweeps due releases and follows submitted ones in batches.
@NullMarked
package dev.slipway.functions.reviewstatus;

import org.jspecify.annotations.NullMarked;
