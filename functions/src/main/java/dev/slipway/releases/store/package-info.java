/// Stores releases: records by compare-and-set, and the markers that make them findable by tenant
/// and by due minute.
///
/// 20 files, because each kind of document about releases has its own.
@NullMarked
package dev.slipway.releases.store;

import org.jspecify.annotations.NullMarked;
