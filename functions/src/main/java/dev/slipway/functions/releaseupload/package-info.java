/// The function release-upload: takes wake objects, and is the only one that moves bytes.
@NullMarked
package dev.slipway.functions.releaseupload;

import org.jspecify.annotations.NullMarked;
