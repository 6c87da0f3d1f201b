/// Lambda's runtime on this machine: the deployed zip in a process of its own, with AWS's runtime
/// interface client, and how long its first answer takes.
@NullMarked
package dev.slipway.lambda;

import org.jspecify.annotations.NullMarked;
