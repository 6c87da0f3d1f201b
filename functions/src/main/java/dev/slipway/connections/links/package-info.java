/// Connect links: invitations by which somebody without an account connects a team for a tenant. No
/// AWS import.
@NullMarked
package dev.slipway.connections.links;

import org.jspecify.annotations.NullMarked;
