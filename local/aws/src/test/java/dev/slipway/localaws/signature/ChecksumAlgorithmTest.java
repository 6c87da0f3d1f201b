package dev.slipway.localaws.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {
  /// Check values of "123456789" from the catalogue of parametrised CRC algorithms, and FIPS 180.
  @ParameterizedTest
  @CsvSource({
    "CRC32,y/Q5Jg==",
    "CRC32C,4waSgw==",
    "CRC64NVME,rosUhgp5mIg=",
    "SHA1,98O8HYCOBHMq32eZZczDTKeuNEE=",
    "SHA256,FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
  })
  void hasTheKnownValueOfNineDigits(ChecksumAlgorithm algorithm, String expected) {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(checksum(algorithm, digits, 0, digits.length)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void partsCombineToTheWhole(ChecksumAlgorithm algorithm) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = new byte[100_003];
    random.nextBytes(whole);
    for (int round = 0; round < 20; round++) {
      int cut = random.nextInt(whole.length + 1);
      assertThat(
              algorithm.combine(
                  checksum(algorithm, whole, 0, cut),
                  checksum(algorithm, whole, cut, whole.length - cut),
                  whole.length - cut))
          .as("seed %s, cut at %s", seed, cut)
          .isEqualTo(checksum(algorithm, whole, 0, whole.length));
    }
  }

  @Test
  void knowsABadValue() {
    assertThat(ChecksumAlgorithm.CRC32.isValid("y/Q5Jg==")).isTrue();
    assertThat(ChecksumAlgorithm.CRC32.isValid("y/Q5")).isFalse();
    assertThat(ChecksumAlgorithm.CRC32.isValid("not base64!")).isFalse();
  }

  private static String checksum(
      ChecksumAlgorithm algorithm, byte[] bytes, int offset, int length) {
    ChecksumAlgorithm.Running running = algorithm.start();
    running.update(bytes, offset, length);
    return running.base64();
  }
}
