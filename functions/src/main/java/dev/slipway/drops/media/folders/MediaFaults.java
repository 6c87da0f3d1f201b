package dev.slipway.drops.media.folders;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Collects what is wrong with screenshots and previews as files. What the files of a whole drop
/// have in common becomes one finding. Not thread-safe.
final class MediaFaults {
  private final Map<Unusable, List<String>> unusable = new LinkedHashMap<>();
  private final List<String> pointers = new ArrayList<>();
  private final Map<String, List<String>> unknownSizes = new LinkedHashMap<>();
  private final List<String> otherPlatform = new ArrayList<>();
  private final Map<AppPlatform, Integer> otherPlatforms = new EnumMap<>(AppPlatform.class);

  private record Unusable(ReadingCheck check, String found) {}

  void leftOut(String path, AppPlatform platform) {
    otherPlatform.add(path);
    otherPlatforms.merge(platform, 1, Integer::sum);
  }

  /// @param iMessage whether the file is for an iMessage app
  void look(MediaFile file, boolean iMessage) {
    MediaLook look = file.look();
    String path = file.file().key();
    boolean unknown = !isMeasured(look) && !file.isUnmeasuredVideo() && file.file().sizeBytes() > 0;
    if (look.fault() == Fault.GIT_LFS_POINTER) {
      pointers.add(path);
    } else if (look.fault() != null || unknown) {
      add(ReadingCheck.MEDIA_UNREADABLE, file);
    }
    if (isMeasured(look) && !isNamedAs(file.file(), look.format())) {
      add(ReadingCheck.MEDIA_EXTENSION, file);
    } else if (isMeasured(look) && file.displayType() == null) {
      unknownSizes.computeIfAbsent(size(file, iMessage), _ -> new ArrayList<>()).add(path);
    }
  }

  private void add(ReadingCheck check, MediaFile file) {
    unusable
        .computeIfAbsent(new Unusable(check, found(file.look())), _ -> new ArrayList<>())
        .add(file.file().key());
  }

  private static String size(MediaFile file, boolean iMessage) {
    String pixels = file.look().widthPixels() + "×" + file.look().heightPixels();
    if (!iMessage) {
      return pixels;
    }
    return file.kind() == MediaKind.PREVIEW
        ? "a preview for iMessage, which Apple does not have"
        : pixels + " for iMessage";
  }

  void report(DropFindings findings) {
    unusable.forEach((fault, files) -> findings.addCommon(fault.check, files, fault.found));
    if (!pointers.isEmpty()) {
      findings.addCommon(ReadingCheck.GIT_LFS_POINTER, pointers, null);
    }
    unknownSizes.forEach(
        (size, files) -> findings.addCommon(ReadingCheck.MEDIA_SIZE_UNKNOWN, files, size));
    if (!otherPlatform.isEmpty()) {
      String platforms =
          otherPlatforms.entrySet().stream()
              .map(entry -> entry.getValue() + " for " + name(entry.getKey()))
              .collect(Collectors.joining(", "));
      findings.addCommon(ReadingCheck.MEDIA_OF_OTHER_PLATFORM, otherPlatform, platforms);
    }
  }

  private static boolean isMeasured(MediaLook look) {
    return look.widthPixels() > 0 && look.heightPixels() > 0;
  }

  private static String name(AppPlatform platform) {
    return switch (platform) {
      case IOS -> "iPhone, iPad or Apple Watch";
      case MAC_OS -> "Mac";
      case TV_OS -> "Apple TV";
      case VISION_OS -> "Apple Vision Pro";
    };
  }

  private static String found(MediaLook look) {
    String format =
        switch (look.format()) {
          case PNG, JPEG -> "a " + look.format().name() + " image";
          case MPEG4 -> "an MPEG-4 video";
          case QUICKTIME -> "a QuickTime video";
          case UNKNOWN -> "neither an image nor a video";
        };
    return switch (look.fault()) {
      case CUT_OFF -> format + " whose end is missing";
      case WITHOUT_INDEX -> format + " without its index (the moov box)";
      case WITHOUT_PICTURE -> format + " without a video track";
      case HEIC -> "an HEIC or AVIF image";
      case WEBP -> "a WebP image";
      case GIF -> "a GIF image";
      case GIT_LFS_POINTER -> "a Git LFS pointer";
      case null ->
          look.format() == Format.UNKNOWN || isMeasured(look)
              ? format
              : format + " that cannot be read";
    };
  }

  /// Returns whether the extension matches the format. Any video extension matches any video
  /// format, because tools do not use one brand per extension.
  private static boolean isNamedAs(ObjectVersion file, Format format) {
    String name = file.fileName().toLowerCase(Locale.ROOT);
    return switch (format) {
      case PNG -> name.endsWith(".png");
      case JPEG -> name.endsWith(".jpg") || name.endsWith(".jpeg");
      case MPEG4, QUICKTIME ->
          name.endsWith(".mp4") || name.endsWith(".mov") || name.endsWith(".m4v");
      case UNKNOWN -> false;
    };
  }
}
