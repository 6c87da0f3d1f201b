/// Requests and answers as all services see them, and the log of requests.
@NullMarked
package dev.slipway.localaws.http;

import org.jspecify.annotations.NullMarked;
