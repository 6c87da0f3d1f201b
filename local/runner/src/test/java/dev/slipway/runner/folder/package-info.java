@NullMarked
package dev.slipway.runner.folder;

import org.jspecify.annotations.NullMarked;
