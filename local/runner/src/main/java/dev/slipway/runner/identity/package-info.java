/// The local OpenID Connect issuer with its two users.
@NullMarked
package dev.slipway.runner.identity;

import org.jspecify.annotations.NullMarked;
