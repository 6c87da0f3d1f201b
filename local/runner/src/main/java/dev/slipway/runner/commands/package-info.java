/// The command line: `run` and `demo`.
@NullMarked
package dev.slipway.runner.commands;

import org.jspecify.annotations.NullMarked;
