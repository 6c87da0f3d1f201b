/// PEM and base64 text as people hand it in, with lost newlines and foreign wrapping.
@NullMarked
package dev.slipway.connections.intake.pem;

import org.jspecify.annotations.NullMarked;
