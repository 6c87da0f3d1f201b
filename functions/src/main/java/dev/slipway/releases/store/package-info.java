/// Stores releases: records by compare-and-set, and the markers that make them findable by tenant
/// and by due minute.
@NullMarked
package dev.slipway.releases.store;

import org.jspecify.annotations.NullMarked;
