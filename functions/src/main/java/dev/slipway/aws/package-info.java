/// Implements the domain's ports on S3, EventBridge and Secrets Manager, with their clients and the
/// settings of a function.
@NullMarked
package dev.slipway.aws;

import org.jspecify.annotations.NullMarked;
