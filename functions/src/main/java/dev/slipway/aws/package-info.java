/// The ports of the domain on S3 and Secrets Manager, their clients and the settings of a function.
@NullMarked
package dev.slipway.aws;

import org.jspecify.annotations.NullMarked;
