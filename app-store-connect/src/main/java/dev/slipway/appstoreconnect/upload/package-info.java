/// Moving bytes into Apple's upload operations: checking them, sending parts in parallel, resuming.
@NullMarked
package dev.slipway.appstoreconnect.upload;

import org.jspecify.annotations.NullMarked;
