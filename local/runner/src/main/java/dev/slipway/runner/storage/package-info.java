/// The files that the runner keeps in its directory between runs.
@NullMarked
package dev.slipway.runner.storage;

import org.jspecify.annotations.NullMarked;
