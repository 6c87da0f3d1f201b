package dev.slipway.drops.media;

/// Whether a media file is an image or a video.
public enum MediaKind {
  SCREENSHOT,
  PREVIEW
}
