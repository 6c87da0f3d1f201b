/// The audit log: what people, clients and links did, one object for each act.
@NullMarked
package dev.slipway.audit;

import org.jspecify.annotations.NullMarked;
