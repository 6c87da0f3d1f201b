package dev.slipway.drops.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A movie box in the making whose tracks have their tables: 20 s of H.264 High 4.0 at 30 frames
/// per second, with 19.95 s of stereo sound.
final class SampleTracks {
  private static final int UNITS_PER_SECOND = 600;

  private String codec = "avc1";
  private int[] h264 = {100, 40};
  private int[] frames = {600, 20};
  private int claimedEntries = -1;
  private List<byte[]> sound = List.of(soundEntry(2));
  private String soundCode = "mp4a";
  private byte[] chunks = new byte[0];
  private byte[] references = new byte[0];

  SampleTracks codec(String codec) {
    this.codec = codec;
    return this;
  }

  SampleTracks h264(int profile, int level) {
    this.h264 = new int[] {profile, level};
    return this;
  }

  /// @param frames pairs of a number of frames and the units that each lasts
  SampleTracks frames(int... frames) {
    this.frames = frames;
    return this;
  }

  SampleTracks claimedEntries(int number) {
    this.claimedEntries = number;
    return this;
  }

  /// @param channels of each sound track
  SampleTracks sound(int... channels) {
    sound = new ArrayList<>();
    for (int number : channels) {
      sound.add(soundEntry(number));
    }
    return this;
  }

  /// A sound description of version 2, in which the old field always says 3.
  SampleTracks quickTimeSound(int channels) {
    sound =
        List.of(
            ByteBuffer.allocate(64)
                .putShort(8, (short) 2)
                .putShort(16, (short) 3)
                .putInt(40, channels)
                .array());
    return this;
  }

  SampleTracks soundCode(String code) {
    soundCode = code;
    return this;
  }

  /// A sound description with two channels beside the code, and a description of its stream.
  ///
  /// @param quickTime whether that is in a box named `wave`
  /// @param version1 whether the description is of version 1
  /// @param stream the object type, then the bytes of the decoder's configuration
  SampleTracks stream(boolean quickTime, boolean version1, int... stream) {
    byte[] configuration = new byte[stream.length - 1];
    for (int i = 1; i < stream.length; i++) {
      configuration[i - 1] = (byte) stream[i];
    }
    byte[] decoder =
        SampleMedia.join(
            new byte[] {(byte) stream[0]},
            new byte[12],
            configuration.length == 0 ? new byte[0] : descriptor(5, configuration));
    byte[] esds =
        SampleMedia.box(
            "esds",
            new byte[4],
            descriptor(3, SampleMedia.join(new byte[3], descriptor(4, decoder))));
    byte[] entry = soundEntry(2);
    entry[9] = (byte) (version1 ? 1 : 0);
    sound =
        List.of(
            SampleMedia.join(
                entry,
                new byte[version1 ? 16 : 0],
                quickTime
                    ? SampleMedia.box("wave", SampleMedia.box("frma", new byte[4]), esds)
                    : esds));
    return this;
  }

  /// A descriptor whose length has the four bytes that ffmpeg gives it.
  private static byte[] descriptor(int tag, byte[] content) {
    byte[] head = {(byte) tag, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) content.length};
    return SampleMedia.join(head, content);
  }

  /// Tables of where the chunks of both tracks are.
  SampleTracks chunks(int... offsets) {
    chunks =
        SampleMedia.box(
            "stco",
            new byte[4],
            SampleMedia.number32(offsets.length),
            SampleMedia.numbers32(offsets));
    return this;
  }

  SampleTracks wideChunks(long... offsets) {
    var table = ByteBuffer.allocate(8 * offsets.length);
    for (long offset : offsets) {
      table.putLong(offset);
    }
    chunks =
        SampleMedia.box("co64", new byte[4], SampleMedia.number32(offsets.length), table.array());
    return this;
  }

  /// The media are in another file.
  SampleTracks elsewhere() {
    references =
        SampleMedia.box(
            "dinf",
            SampleMedia.box(
                "dref",
                new byte[4],
                SampleMedia.number32(1),
                SampleMedia.box("url ", new byte[4], new byte[9])));
    return this;
  }

  private static byte[] soundEntry(int channels) {
    return ByteBuffer.allocate(28).putShort(16, (short) channels).array();
  }

  byte[] movie() {
    var boxes = new ArrayList<byte[]>();
    boxes.add(SampleMedia.movieHeader(0, UNITS_PER_SECOND, 20 * UNITS_PER_SECOND));
    byte[] configuration = {1, (byte) h264[0], 0, (byte) h264[1]};
    byte[] picture =
        SampleMedia.box(codec, new byte[78], SampleMedia.box("avcC", configuration, new byte[3]));
    int entries = claimedEntries < 0 ? frames.length / 2 : claimedEntries;
    byte[] times =
        SampleMedia.box(
            "stts", new byte[4], SampleMedia.number32(entries), SampleMedia.numbers32(frames));
    boxes.add(track("vide", 20 * UNITS_PER_SECOND, picture, times));
    for (byte[] entry : sound) {
      boxes.add(track("soun", 11_970, SampleMedia.box(soundCode, entry), new byte[0]));
    }
    return SampleMedia.box("moov", boxes.toArray(byte[][]::new));
  }

  private byte[] track(String handler, int units, byte[] entry, byte[] times) {
    byte[] header = ByteBuffer.allocate(84).putInt(20, units).array();
    byte[] description = SampleMedia.box("stsd", new byte[4], SampleMedia.number32(1), entry);
    return SampleMedia.box(
        "trak",
        SampleMedia.box("tkhd", header),
        SampleMedia.box(
            "mdia",
            SampleMedia.box("mdhd", SampleMedia.numbers32(0, 0, 0, UNITS_PER_SECOND, units, 0)),
            SampleMedia.box(
                "hdlr", new byte[8], handler.getBytes(StandardCharsets.US_ASCII), new byte[12]),
            SampleMedia.box(
                "minf", references, SampleMedia.box("stbl", description, times, chunks))));
  }
}
