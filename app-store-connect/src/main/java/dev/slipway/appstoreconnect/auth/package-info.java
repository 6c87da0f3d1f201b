/// How Slipway authenticates to Apple: API keys, and the short-lived tokens signed with them.
@NullMarked
package dev.slipway.appstoreconnect.auth;

import org.jspecify.annotations.NullMarked;
