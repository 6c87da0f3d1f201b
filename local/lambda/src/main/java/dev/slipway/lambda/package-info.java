/// Lambda's runtime on this machine: runs the deployed zip in a process of its own with AWS's
/// runtime interface client, and measures how long its first answer takes.
@NullMarked
package dev.slipway.lambda;

import org.jspecify.annotations.NullMarked;
