/// What the runner keeps in its directory between two runs.
@NullMarked
package dev.slipway.runner.storage;

import org.jspecify.annotations.NullMarked;
