/// Tests of what people hand in to connect an account; every key is made at run time.
package dev.slipway.intake;
