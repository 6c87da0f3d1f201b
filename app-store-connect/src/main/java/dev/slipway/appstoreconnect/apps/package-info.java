/// App records and what is listed under many of them at once.
@NullMarked
package dev.slipway.appstoreconnect.apps;

import org.jspecify.annotations.NullMarked;
