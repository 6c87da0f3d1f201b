/// EventBridge's PutEvents: accepts events, checks them as AWS does, and keeps them.
@NullMarked
package dev.slipway.localaws.eventbridge;

import org.jspecify.annotations.NullMarked;
