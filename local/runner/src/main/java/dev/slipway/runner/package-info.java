/// Runs the deployed handlers on one machine, wired by template.yaml.
@NullMarked
package dev.slipway.runner;

import org.jspecify.annotations.NullMarked;
