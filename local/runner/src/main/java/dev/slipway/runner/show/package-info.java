/// Shows the main job: connect, drop and follow, with a progress bar and a timeline.
@NullMarked
package dev.slipway.runner.show;

import org.jspecify.annotations.NullMarked;
