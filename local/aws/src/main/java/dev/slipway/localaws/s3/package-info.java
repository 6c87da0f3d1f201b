/// S3's REST interface over the object store: routes, operations, XML and error codes.
@NullMarked
package dev.slipway.localaws.s3;

import org.jspecify.annotations.NullMarked;
