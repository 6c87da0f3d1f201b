/// A subset of S3 and Secrets Manager in one process, stored in a directory.
@NullMarked
package dev.slipway.localaws;

import org.jspecify.annotations.NullMarked;
