package dev.slipway.drops.media;

/// Images or videos.
public enum MediaKind {
  SCREENSHOT,
  PREVIEW
}
