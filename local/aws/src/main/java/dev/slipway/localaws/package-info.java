/// A subset of S3, Secrets Manager and EventBridge in one process, stored in a directory.
@NullMarked
package dev.slipway.localaws;

import org.jspecify.annotations.NullMarked;
