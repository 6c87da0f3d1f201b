/// Tests of reading `.ipa` files, and builders for archives that no honest tool writes.
package dev.slipway.ipa;
