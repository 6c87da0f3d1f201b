/// One call to Apple and its answer: address, token, deadline, retries and error decoding. Knows no
/// resource.
@NullMarked
package dev.slipway.appstoreconnect.http;

import org.jspecify.annotations.NullMarked;
