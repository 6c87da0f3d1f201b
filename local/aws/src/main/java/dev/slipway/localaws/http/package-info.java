/// Requests and answers as both services see them, and the record of what was asked.
@NullMarked
package dev.slipway.localaws.http;

import org.jspecify.annotations.NullMarked;
