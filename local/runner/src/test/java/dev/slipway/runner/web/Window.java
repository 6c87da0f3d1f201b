package dev.slipway.runner.web;

/// A window in which every page has to work.
enum Window {
  WIDE(1280, 900, 1),
  NARROW(360, 900, 1),
  /// A window of 1280 by 900 pixels at a zoom of 200 % (WCAG 2.2, 1.4.4).
  ZOOMED(640, 450, 2),
  /// The same at 400 % (WCAG 2.2, 1.4.10 Reflow).
  REFLOWED(320, 225, 4);

  final int width;
  final int height;
  final double scale;

  Window(int width, int height, double scale) {
    this.width = width;
    this.height = height;
    this.scale = scale;
  }
}
