/// Signature version 4 in the query, and the aws-chunked body encoding with its checksums.
@NullMarked
package dev.slipway.localaws.signature;

import org.jspecify.annotations.NullMarked;
