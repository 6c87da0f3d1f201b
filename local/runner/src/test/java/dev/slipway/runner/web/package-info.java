/// Tests the web pages in a real browser, against the whole product.
package dev.slipway.runner.web;
