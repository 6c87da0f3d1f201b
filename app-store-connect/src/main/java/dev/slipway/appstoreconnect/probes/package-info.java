/// Read-only calls whose status alone shows what a key may do.
@NullMarked
package dev.slipway.appstoreconnect.probes;

import org.jspecify.annotations.NullMarked;
