package dev.slipway.drops.ipa.parts;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.ipa.parts.MachOBinary.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the head of a Mach-O file, thin or universal (Apple's mach-o/loader.h, mach-o/fat.h,
/// mach/machine.h). Checks every number in it against the available bytes before using it.
public final class MachOHeader {
  private static final int MAGIC_32 = 0xFEEDFACE;
  private static final int MAGIC_64 = 0xFEEDFACF;
  private static final int FAT_MAGIC = 0xCAFEBABE;
  private static final int FAT_MAGIC_64 = 0xCAFEBABF;

  /// With more, the file is a Java class, which has the same magic followed by its version.
  private static final int MAX_SLICES = 30;

  private static final int VERSION_MIN_MAC_OS = 0x24;
  private static final int VERSION_MIN_IPHONE_OS = 0x25;
  private static final int VERSION_MIN_TV_OS = 0x2F;
  private static final int VERSION_MIN_WATCH_OS = 0x30;
  private static final int BUILD_VERSION = 0x32;

  private final ByteBuffer head;

  private MachOHeader(byte[] head) {
    this.head = ByteBuffer.wrap(head);
  }

  /// Reads the header of an executable.
  ///
  /// @param head the file's first bytes
  public static MachOBinary read(byte[] head) throws IpaUnreadableException {
    return new MachOBinary(new MachOHeader(head).slices());
  }

  private List<Slice> slices() throws IpaUnreadableException {
    Integer magic = i32(0, ByteOrder.BIG_ENDIAN);
    if (magic == null) {
      throw noMachO();
    }
    if (magic != FAT_MAGIC && magic != FAT_MAGIC_64) {
      Slice slice = thin(0);
      if (slice == null) {
        throw noMachO();
      }
      return List.of(slice);
    }
    Integer count = i32(4, ByteOrder.BIG_ENDIAN);
    if (count == null || count < 1 || count > MAX_SLICES) {
      throw noMachO();
    }
    boolean wide = magic == FAT_MAGIC_64;
    int recordSize = wide ? 32 : 20;
    var slices = new ArrayList<Slice>();
    for (int i = 0; i < count; i++) {
      int at = 8 + i * recordSize;
      if (at + recordSize > head.capacity()) {
        throw noMachO();
      }
      head.order(ByteOrder.BIG_ENDIAN);
      Cpu cpu = cpu(head.getInt(at));
      long offset = wide ? head.getLong(at + 8) : Integer.toUnsignedLong(head.getInt(at + 8));
      Slice slice = thin(offset);
      slices.add(slice != null && slice.cpu() == cpu ? slice : new Slice(cpu, null, null, null));
    }
    return slices;
  }

  /// Returns the slice whose header is here; null without a header, or when it is not in these
  /// bytes.
  private @Nullable Slice thin(long offset) {
    if (offset < 0 || offset > head.capacity() - 28) {
      return null;
    }
    int start = (int) offset;
    head.order(ByteOrder.LITTLE_ENDIAN);
    int magic = head.getInt(start);
    if (magic != MAGIC_32 && magic != MAGIC_64) {
      return null;
    }
    Cpu cpu = cpu(head.getInt(start + 4));
    int commands = head.getInt(start + 16);
    int at = start + (magic == MAGIC_64 ? 32 : 28);
    for (int i = 0; i < commands && at <= head.capacity() - 16; i++) {
      int size = head.getInt(at + 4);
      if (size < 8) {
        break;
      }
      Slice slice = version(cpu, head.getInt(at), at);
      if (slice != null) {
        return slice;
      }
      if (size > head.capacity() - at) {
        break;
      }
      at += size;
    }
    return new Slice(cpu, null, null, null);
  }

  /// Returns what a load command says about the platform; null for other load commands. The caller
  /// ensures that 16 bytes are present.
  private @Nullable Slice version(Cpu cpu, int command, int at) {
    return switch (command) {
      case VERSION_MIN_MAC_OS -> slice(cpu, BuildPlatform.MAC_OS, at + 8);
      case VERSION_MIN_IPHONE_OS -> slice(cpu, BuildPlatform.IOS, at + 8);
      case VERSION_MIN_TV_OS -> slice(cpu, BuildPlatform.TV_OS, at + 8);
      case VERSION_MIN_WATCH_OS -> slice(cpu, BuildPlatform.WATCH_OS, at + 8);
      case BUILD_VERSION -> slice(cpu, platform(head.getInt(at + 8)), at + 12);
      default -> null;
    };
  }

  private Slice slice(Cpu cpu, BuildPlatform platform, int versionsAt) {
    return new Slice(cpu, platform, version(versionsAt), version(versionsAt + 4));
  }

  /// Returns the version in `xxxx.yy.zz`, packed in 32 bits; null for zero, which means no version.
  private @Nullable String version(int at) {
    Integer packed = i32(at, ByteOrder.LITTLE_ENDIAN);
    if (packed == null || packed == 0) {
      return null;
    }
    String version = (packed >>> 16) + "." + ((packed >>> 8) & 0xFF);
    return (packed & 0xFF) == 0 ? version : version + "." + (packed & 0xFF);
  }

  private @Nullable Integer i32(int at, ByteOrder order) {
    return at > head.capacity() - 4 ? null : head.order(order).getInt(at);
  }

  private static Cpu cpu(int type) {
    return switch (type) {
      case 7 -> Cpu.I386;
      case 0x01000007 -> Cpu.X86_64;
      case 12 -> Cpu.ARM;
      case 0x0100000C -> Cpu.ARM64;
      case 0x0200000C -> Cpu.ARM64_32;
      default -> Cpu.OTHER;
    };
  }

  private static BuildPlatform platform(int platform) {
    return switch (platform) {
      case 1 -> BuildPlatform.MAC_OS;
      case 2 -> BuildPlatform.IOS;
      case 3 -> BuildPlatform.TV_OS;
      case 4 -> BuildPlatform.WATCH_OS;
      case 6 -> BuildPlatform.MAC_CATALYST;
      case 7 -> BuildPlatform.IOS_SIMULATOR;
      case 8 -> BuildPlatform.TV_OS_SIMULATOR;
      case 9 -> BuildPlatform.WATCH_OS_SIMULATOR;
      case 11 -> BuildPlatform.VISION_OS;
      case 12 -> BuildPlatform.VISION_OS_SIMULATOR;
      default -> BuildPlatform.OTHER;
    };
  }

  private static IpaUnreadableException noMachO() {
    return new IpaUnreadableException(Reason.DAMAGED, "it is not a Mach-O file");
  }
}
