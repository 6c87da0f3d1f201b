/// Screenshots, previews and review attachments: sets, reservations, commits, and how far Apple is
/// with each file.
@NullMarked
package dev.slipway.appstoreconnect.media;

import org.jspecify.annotations.NullMarked;
