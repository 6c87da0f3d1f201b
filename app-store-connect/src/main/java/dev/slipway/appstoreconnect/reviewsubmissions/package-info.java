/// App Review: submissions and the items in them.
@NullMarked
package dev.slipway.appstoreconnect.reviewsubmissions;

import org.jspecify.annotations.NullMarked;
