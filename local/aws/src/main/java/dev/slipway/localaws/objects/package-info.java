/// Buckets, object versions and multipart uploads as files in a directory.
@NullMarked
package dev.slipway.localaws.objects;

import org.jspecify.annotations.NullMarked;
