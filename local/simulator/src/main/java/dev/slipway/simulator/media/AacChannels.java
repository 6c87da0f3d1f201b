package dev.slipway.simulator.media;

import java.nio.ByteBuffer;

/// Finds the channels in the configuration of AAC sound (ISO/IEC 14496-1, 7.2.6.5 and 7.2.6.6;
/// 14496-3, 1.6.2.1), wherever its box `esds` is in the description of the sound.
final class AacChannels {
  private static final int ESDS = 0x65736473;
  private static final int AAC = 0x40;
  private static final int DECODER_CONFIGURATION = 4;
  private static final int DECODER_SPECIFIC = 5;
  private static final int LOW_COMPLEXITY = 2;
  private static final int LOWEST_CERTAIN_FREQUENCY = 5;

  private AacChannels() {}

  /// Returns the channels; 0 when the sound does not say them, or they may be more than they seem
  /// (parametric stereo).
  static int of(ByteBuffer entry) {
    for (int at = 0; at + 8 < entry.limit(); at++) {
      if (entry.getInt(at) == ESDS) {
        return ofDescriptors(entry, at + 8, entry.limit());
      }
    }
    return 0;
  }

  private static int ofDescriptors(ByteBuffer bytes, int from, int to) {
    int at = from;
    boolean aac = false;
    while (at + 2 <= to) {
      int tag = bytes.get(at++);
      int length = 0;
      int more;
      do {
        more = bytes.get(at++);
        length = ((length << 7) | (more & 0x7F)) & 0xFFFF;
      } while (more < 0 && at < to);
      switch (tag) {
        case 3 -> at += 3;
        case DECODER_CONFIGURATION -> {
          aac = at < to && bytes.get(at) == AAC;
          at += 13;
        }
        case DECODER_SPECIFIC -> {
          return aac && at + 2 <= to ? configured(bytes.getShort(at)) : 0;
        }
        default -> at += length;
      }
    }
    return 0;
  }

  private static int configured(int bits) {
    int objectType = (bits >> 11) & 0x1F;
    int frequency = (bits >> 7) & 0xF;
    int channels = (bits >> 3) & 0xF;
    boolean certain = objectType == LOW_COMPLEXITY && frequency <= LOWEST_CERTAIN_FREQUENCY;
    return channels == 1 && !certain ? 0 : channels;
  }
}
