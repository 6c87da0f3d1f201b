/// One call to Apple and back: address, token, deadline, repetition, error decoding; knows no
/// resource.
@NullMarked
package dev.slipway.appstoreconnect.http;

import org.jspecify.annotations.NullMarked;
