/// The HTTP API in front of the functions: routes, JWT authorizer, payload format 2.0.
@NullMarked
package dev.slipway.runner.httpapi;

import org.jspecify.annotations.NullMarked;
