package dev.slipway.content;

/// Images or videos.
public enum MediaKind {
  SCREENSHOT,
  PREVIEW
}
