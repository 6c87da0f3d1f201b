/// The calls that Apple allows one API key in an hour, shared by all jobs that use the key.
@NullMarked
package dev.slipway.budgets;

import org.jspecify.annotations.NullMarked;
