package dev.slipway.drops.media.movie;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a movie box says.
///
/// @param widthPixels of the first video track, as displayed; 0 when unknown
/// @param heightPixels of the first video track, as displayed; 0 when unknown
/// @param duration null when unknown
/// @param codec of the first video track, a four-character code such as `avc1`; null when unknown
/// @param lastChunkOffset where in the file the last chunk of media begins that the tables name; -1
///   when they name none
/// @param withoutPicture whether all its tracks were read, and none is a video track
public record Movie(
    int widthPixels,
    int heightPixels,
    @Nullable Duration duration,
    @Nullable String codec,
    VideoFacts facts,
    long lastChunkOffset,
    boolean withoutPicture) {}
