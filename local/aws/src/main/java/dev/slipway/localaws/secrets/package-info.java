/// Secrets Manager's JSON 1.1 interface and its secrets as files in a directory.
@NullMarked
package dev.slipway.localaws.secrets;

import org.jspecify.annotations.NullMarked;
