package dev.slipway.drops.media.movie;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.movie.MovieBox.Box;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads how a sound track is coded, and its channels (ISO/IEC 14496-12, 12.2.3; QuickTime File
/// Format, Sound Sample Descriptions, Versions 0 to 2).
///
/// The number of channels beside the code is not reliable: ffmpeg writes 2 into every MPEG-4 file.
/// AAC says in its own configuration how many there are (ISO/IEC 14496-1, 7.2.6; 14496-3, 1.6.2).
final class SoundEntry {
  private static final Set<String> PCM =
      Set.of(
          "lpcm", "sowt", "twos", "in24", "in32", "fl32", "fl64", "raw ", "NONE", "ipcm", "fpcm");

  /// MPEG-4 AAC, and the three profiles of MPEG-2 AAC (MP4RA, object types).
  private static final Set<Integer> AAC_TYPES = Set.of(0x40, 0x66, 0x67, 0x68);

  /// MPEG-2 and MPEG-1 audio.
  private static final Set<Integer> MP3_TYPES = Set.of(0x69, 0x6B);

  private static final int ENTRY = 8;
  private static final int FIELDS_BYTES = 28;
  private static final int VERSION_1_BYTES = 16;
  private static final int VERSION_2_BYTES = 36;
  private static final int ELEMENTARY_STREAM = 0x03;
  private static final int DECODER = 0x04;
  private static final int CONFIGURATION = 0x05;

  private final byte[] movie;
  private final MovieBox boxes;

  SoundEntry(byte[] movie, MovieBox boxes) {
    this.movie = movie;
    this.boxes = boxes;
  }

  /// Returns the sound of the first entry; null when it cannot be read.
  ///
  /// @param description an `stsd` box
  @Nullable Sound of(Box description) {
    int fields = ENTRY + 8;
    if (!description.has(fields + FIELDS_BYTES)) {
      return null;
    }
    int at = description.from() + fields;
    int version = BigEndian.unsigned16(movie, at + 8);
    int more = version == 2 ? VERSION_2_BYTES : version == 1 ? VERSION_1_BYTES : 0;
    if (!description.has(fields + FIELDS_BYTES + more)) {
      return null;
    }
    long channels =
        version == 2 ? BigEndian.unsigned32(movie, at + 40) : BigEndian.unsigned16(movie, at + 16);
    String code = BigEndian.code(movie, at - 4);
    var stream = stream(new Box(at + FIELDS_BYTES + more, description.to()));
    if (stream == null && version == 1) {
      // In MPEG-4, version 1 is no longer than version 0.
      stream = stream(new Box(at + FIELDS_BYTES, description.to()));
    }
    if (stream != null && stream.channels > 0) {
      channels = stream.channels;
    }
    String coding = code.equals("mp4a") ? coding(stream) : coding(code);
    return channels < 1 || channels > Short.MAX_VALUE ? null : new Sound(coding, (int) channels);
  }

  private static String coding(String code) {
    if (PCM.contains(code)) {
      return Sound.PCM;
    }
    boolean mp3 = code.equals(".mp3") || code.equals("ms\0U");
    return mp3 ? Sound.MP3 : code.replaceAll("[^ -~]", "?").strip();
  }

  /// Returns the coding of an entry `mp4a`, which is AAC unless its stream says otherwise.
  private static String coding(@Nullable Stream stream) {
    if (stream == null || AAC_TYPES.contains(stream.type)) {
      return Sound.AAC;
    }
    return MP3_TYPES.contains(stream.type)
        ? Sound.MP3
        : String.format(Locale.ROOT, "mp4a.%02X", stream.type);
  }

  /// What a description of an elementary stream says.
  ///
  /// @param type the object type of its decoder
  /// @param channels 0 when unknown
  private record Stream(int type, int channels) {}

  /// @param within where the boxes of the entry are; QuickTime puts them into one named `wave`
  private @Nullable Stream stream(Box within) {
    Box box = boxes.within(within, "esds");
    if (box == null) {
      box = boxes.within(within, "wave", "esds");
    }
    Box stream =
        box == null || !box.has(4)
            ? null
            : descriptor(new Box(box.from() + 4, box.to()), ELEMENTARY_STREAM);
    if (stream == null || !stream.has(3)) {
      return null;
    }
    int flags = movie[stream.from() + 2];
    int skipped = 3 + ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
    Box decoder =
        (flags & 0x40) != 0 || !stream.has(skipped)
            ? null
            : descriptor(new Box(stream.from() + skipped, stream.to()), DECODER);
    if (decoder == null || !decoder.has(13)) {
      return null;
    }
    int type = Byte.toUnsignedInt(movie[decoder.from()]);
    Box configuration = descriptor(new Box(decoder.from() + 13, decoder.to()), CONFIGURATION);
    boolean aac = AAC_TYPES.contains(type) && configuration != null;
    return new Stream(type, aac ? channels(configuration) : 0);
  }

  /// Returns the content of a descriptor that is expected here; null when another is here.
  private @Nullable Box descriptor(Box here, int tag) {
    int at = here.from();
    if (!here.has(2) || movie[at] != tag) {
      return null;
    }
    int length = 0;
    do {
      at++;
      if (at >= here.to()) {
        return null;
      }
      length = ((length << 7) | (movie[at] & 0x7F)) & 0xFF_FFFF;
    } while ((movie[at] & 0x80) != 0);
    return new Box(at + 1, Math.min(at + 1 + length, here.to()));
  }

  /// Returns the channels of an AudioSpecificConfig; 0 when they are not known.
  private int channels(@Nullable Box configuration) {
    if (configuration == null || !configuration.has(2)) {
      return 0;
    }
    int at = configuration.from();
    int bits = BigEndian.unsigned16(movie, at);
    int objectType = bits >> 11;
    int frequency = (bits >> 7) & 0xF;
    int channels = (bits >> 3) & 0xF;
    if (objectType == 31 || frequency == 15) {
      // Longer forms, which no encoder of previews needs.
      return 0;
    }
    boolean low = frequency >= 6;
    if (channels == 1 && (objectType == 29 || objectType == 5 || low)) {
      // Parametric stereo, or sampled so low that it may be.
      return 0;
    }
    return channels == 7 ? 8 : channels;
  }
}
