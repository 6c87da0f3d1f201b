package dev.slipway.localaws.signature;

import java.util.zip.Checksum;

/// CRC-64/NVME: reflected, initialised and finally inverted with all ones. Processes eight bytes at
/// a time by table.
final class Crc64Nvme implements Checksum {
  private static final long[][] TABLES = tables();

  private long value = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
      }
      tables[0][i] = crc;
    }
    for (int slice = 1; slice < 8; slice++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[slice - 1][i];
        tables[slice][i] = (before >>> 8) ^ tables[0][(int) (before & 0xFF)];
      }
    }
    return tables;
  }

  @Override
  public void update(int next) {
    value = (value >>> 8) ^ TABLES[0][(int) ((value ^ next) & 0xFF)];
  }

  @Override
  public void update(byte[] buffer, int offset, int length) {
    long crc = value;
    int i = offset;
    int end = offset + length;
    for (; i + 8 <= end; i += 8) {
      long folded = 0;
      for (int k = 0; k < 8; k++) {
        int index = (int) ((crc >>> (8 * k)) ^ buffer[i + k]) & 0xFF;
        folded ^= TABLES[7 - k][index];
      }
      crc = folded;
    }
    value = crc;
    for (; i < end; i++) {
      update(buffer[i]);
    }
  }

  @Override
  public long getValue() {
    return ~value;
  }

  @Override
  public void reset() {
    value = -1;
  }
}
