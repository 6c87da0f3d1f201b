/// The Build Uploads API: reserves a binary, commits it and reads the outcome.
@NullMarked
package dev.slipway.appstoreconnect.builduploads;

import org.jspecify.annotations.NullMarked;
