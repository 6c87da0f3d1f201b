@NullMarked
package dev.slipway.releases.reconcile;

import org.jspecify.annotations.NullMarked;
