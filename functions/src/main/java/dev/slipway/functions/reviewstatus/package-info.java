/// The function review-status: sweeps what is due and follows submitted releases in batches.
@NullMarked
package dev.slipway.functions.reviewstatus;

import org.jspecify.annotations.NullMarked;
