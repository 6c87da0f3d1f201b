/// Runs the deployed zip in Lambda's own runtime client.
@NullMarked
package dev.slipway.lambda;

import org.jspecify.annotations.NullMarked;
