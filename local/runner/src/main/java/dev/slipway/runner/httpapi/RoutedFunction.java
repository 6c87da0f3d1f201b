package dev.slipway.runner.httpapi;

import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.template.HttpRoute;

/// A route and its function.
public record RoutedFunction(HttpRoute route, LocalFunction function) {}
