/// Tests of what drops mean.
package dev.slipway.drops;
