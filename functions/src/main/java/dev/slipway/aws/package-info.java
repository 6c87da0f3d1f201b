/// Implements the domain's ports on S3, EventBridge and Secrets Manager, with their clients and the
/// settings of a function.
///
/// 18 files, because each right on a service has a class of its own.
@NullMarked
package dev.slipway.aws;

import org.jspecify.annotations.NullMarked;
