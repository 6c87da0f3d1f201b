package dev.slipway.drops.ipa.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.ipa.parts.MachOBinary.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachOHeaderTest {
  @Test
  void readsPlatformAndVersions() throws Exception {
    assertThat(MachOHeader.read(MachOs.of(MachOs.IOS)).slices())
        .containsExactly(new Slice(Cpu.ARM64, BuildPlatform.IOS, "17.0", "26.1.2"));
  }

  @Test
  void knowsThePlatforms() throws Exception {
    Map<Integer, BuildPlatform> platforms =
        Map.ofEntries(
            Map.entry(1, BuildPlatform.MAC_OS),
            Map.entry(2, BuildPlatform.IOS),
            Map.entry(3, BuildPlatform.TV_OS),
            Map.entry(4, BuildPlatform.WATCH_OS),
            Map.entry(6, BuildPlatform.MAC_CATALYST),
            Map.entry(7, BuildPlatform.IOS_SIMULATOR),
            Map.entry(8, BuildPlatform.TV_OS_SIMULATOR),
            Map.entry(9, BuildPlatform.WATCH_OS_SIMULATOR),
            Map.entry(10, BuildPlatform.OTHER),
            Map.entry(11, BuildPlatform.VISION_OS),
            Map.entry(12, BuildPlatform.VISION_OS_SIMULATOR),
            Map.entry(-1, BuildPlatform.OTHER));
    for (var entry : platforms.entrySet()) {
      Slice slice = only(MachOs.of(entry.getKey()));
      assertThat(slice.platform()).isEqualTo(entry.getValue());
      assertThat(slice.forSimulator()).isEqualTo(entry.getValue().name().endsWith("SIMULATOR"));
    }
  }

  @Test
  void readsTheOlderCommands() throws Exception {
    Map<Integer, BuildPlatform> commands =
        Map.of(
            0x24, BuildPlatform.MAC_OS,
            0x25, BuildPlatform.IOS,
            0x2F, BuildPlatform.TV_OS,
            0x30, BuildPlatform.WATCH_OS);
    for (var entry : commands.entrySet()) {
      assertThat(only(MachOs.thin(MachOs.ARM64, entry.getKey(), 11 << 16 | 3 << 8, 0)))
          .isEqualTo(new Slice(Cpu.ARM64, entry.getValue(), "11.3", null));
    }
  }

  @Test
  void intelCodeIsForASimulatorUnlessItIsForAMac() throws Exception {
    assertThat(only(MachOs.thin(MachOs.X86_64, 0x32, 7, 0, 0, 0)).forSimulator()).isTrue();
    assertThat(only(MachOs.thin(MachOs.X86_64, 0x25, 11 << 16, 0)).forSimulator()).isTrue();
    assertThat(only(MachOs.thin(MachOs.I386, 0x1D, 0, 0)).forSimulator()).isTrue();
    assertThat(only(MachOs.thin(MachOs.X86_64, 0x32, 1, 0, 0, 0)).forSimulator()).isFalse();
    assertThat(only(MachOs.thin(MachOs.X86_64, 0x32, 6, 0, 0, 0)).forSimulator()).isFalse();
  }

  @Test
  void readsUniversalBinariesAlsoWhereLaterSlicesLieBeyondTheHead() throws Exception {
    byte[] universal =
        MachOs.universal(
            MachOs.of(MachOs.IOS),
            MachOs.thin(MachOs.X86_64, 0x32, MachOs.IOS_SIMULATOR, 17 << 16, 26 << 16, 0));
    Slice device = new Slice(Cpu.ARM64, BuildPlatform.IOS, "17.0", "26.1.2");

    assertThat(MachOHeader.read(universal).slices())
        .containsExactly(
            device, new Slice(Cpu.X86_64, BuildPlatform.IOS_SIMULATOR, "17.0", "26.0"));
    assertThat(MachOHeader.read(Arrays.copyOf(universal, 32 << 10)).slices())
        .containsExactly(device, new Slice(Cpu.X86_64, null, null, null));
  }

  @Test
  void readsWideUniversalHeaders() throws Exception {
    ByteBuffer wide = ByteBuffer.allocate(100);
    wide.putInt(0xCAFEBABF).putInt(2);
    wide.putInt(MachOs.ARM64).putInt(0).putLong(1L << 40).putLong(1).putInt(14).putInt(0);
    wide.putInt(MachOs.I386).putInt(0).putLong(-1).putLong(1).putInt(14).putInt(0);

    assertThat(MachOHeader.read(wide.array()).slices())
        .extracting(Slice::cpu)
        .containsExactly(Cpu.ARM64, Cpu.I386);
  }

  @Test
  void commandsThatLeadNowhereLeaveThePlatformOpen() throws Exception {
    for (int size : new int[] {0, 7, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] binary = MachOs.of(MachOs.IOS);
      ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN).putInt(36, size);
      assertThat(only(binary).platform()).as("command of %d bytes", size).isNull();
    }
    assertThat(only(Arrays.copyOf(MachOs.of(MachOs.IOS), 100)).platform()).isNull();
    assertThat(only(Arrays.copyOf(MachOs.of(MachOs.IOS), 28)).cpu()).isEqualTo(Cpu.ARM64);
  }

  @Test
  void namesWhatIsNoMachO() {
    byte[] javaClass = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 69, 0, 0};
    byte[] noSlices = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 0};
    byte[] cut = Arrays.copyOf(MachOs.universal(MachOs.of(2), MachOs.of(2)), 40);
    for (byte[] bytes :
        new byte[][] {
          {}, {1, 2, 3}, "#!/bin/sh\n".repeat(9).getBytes(), javaClass, noSlices, cut
        }) {
      assertThatThrownBy(() -> MachOHeader.read(bytes))
          .isInstanceOfSatisfying(
              IpaUnreadableException.class,
              e -> assertThat(e.detail()).contains("it is not a Mach-O file"));
    }
  }

  private static Slice only(byte[] binary) throws IpaUnreadableException {
    return MachOHeader.read(binary).slices().getFirst();
  }
}
