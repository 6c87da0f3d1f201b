/// The information for App Review about a version: contact, demo account, notes, attachments.
@NullMarked
package dev.slipway.appstoreconnect.reviewdetails;

import org.jspecify.annotations.NullMarked;
