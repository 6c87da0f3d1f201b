package dev.slipway.drops.ipa.parts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Heads of Mach-O files, thin and universal, as Apple's linker lays them out.
public final class MachOs {
  public static final int I386 = 7;
  public static final int X86_64 = 0x01000007;
  public static final int ARM64 = 0x0100000C;
  public static final int IOS = 2;
  public static final int IOS_SIMULATOR = 7;

  /// Where the linker aligns the first slice of a universal binary.
  public static final int SLICE_OFFSET = 16 << 10;

  private MachOs() {}

  /// An arm64 executable for this `PLATFORM_*`, with load commands in front of the one that says
  /// so.
  public static byte[] of(int platform) {
    return thin(ARM64, 0x32, platform, 17 << 16, 26 << 16 | 1 << 8 | 2, 0);
  }

  /// A thin binary of which the third load command has this id and these words.
  public static byte[] thin(int cpu, int command, int... words) {
    boolean wide = (cpu & 0x01000000) != 0;
    ByteBuffer out = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(wide ? 0xFEEDFACF : 0xFEEDFACE).putInt(cpu).putInt(0).putInt(2);
    out.putInt(4).putInt(256 + 24 + 8 + 4 * words.length + 16).putInt(0);
    if (wide) {
      out.putInt(0);
    }
    out.putInt(0x19).putInt(256).position(out.position() + 248);
    out.putInt(0x1B).putInt(24).position(out.position() + 16);
    out.putInt(command).putInt(8 + 4 * words.length);
    for (int word : words) {
      out.putInt(word);
    }
    out.putInt(0x2A).putInt(16).putLong(0);
    return out.array();
  }

  /// A universal binary: the first slice after [#SLICE_OFFSET], each further one as far behind.
  public static byte[] universal(byte[]... slices) {
    ByteBuffer out = ByteBuffer.allocate((slices.length + 1) * SLICE_OFFSET);
    out.putInt(0xCAFEBABE).putInt(slices.length);
    for (int i = 0; i < slices.length; i++) {
      int cpu = ByteBuffer.wrap(slices[i]).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
      int offset = (i + 1) * SLICE_OFFSET;
      out.putInt(cpu).putInt(0).putInt(offset).putInt(slices[i].length).putInt(14);
      out.put(offset, slices[i]);
    }
    return out.array();
  }
}
