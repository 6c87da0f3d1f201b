/// Screenshots, previews and review attachments: sets, reservations, commits, and Apple's progress
/// on each file.
@NullMarked
package dev.slipway.appstoreconnect.media;

import org.jspecify.annotations.NullMarked;
