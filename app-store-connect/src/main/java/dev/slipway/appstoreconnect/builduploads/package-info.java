/// Build Uploads API: reserving a binary, committing it, and what became of it.
@NullMarked
package dev.slipway.appstoreconnect.builduploads;

import org.jspecify.annotations.NullMarked;
