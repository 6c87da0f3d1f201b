package dev.slipway.appstoreconnect.upload;

import static dev.slipway.appstoreconnect.upload.CompositeChecksum.Verdict.DIFFERENT;
import static dev.slipway.appstoreconnect.upload.CompositeChecksum.Verdict.OTHER_FORM;
import static dev.slipway.appstoreconnect.upload.CompositeChecksum.Verdict.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositeChecksumTest {
  private static final String A = "0cc175b9c0f1b6a831c399e269772661";
  private static final String B = "92eb5ffee6ae2fec3ad71c777531578f";

  /// MD5 of the 32 bytes of both.
  private static final String BOTH = "96e024ba2074fe77e8e965ba43a704be";

  private static UploadOperation part(int number, long offset, long length, @Nullable String tag) {
    return new UploadOperation(
        number, "PUT", URI.create("https://x.apple.com/"), offset, length, List.of(), null, tag);
  }

  @Test
  void isTheMd5OfTheBinaryMd5sInTheOrderOfTheOffsets() {
    var checksum = CompositeChecksum.of(List.of(part(2, 10, 3, B), part(1, 0, 10, A)));

    assertThat(checksum).hasToString(BOTH + "-2-10");
  }

  @Test
  void takesTagsInAnyCaseAndWithQuotes() {
    var checksum =
        CompositeChecksum.of(
            List.of(part(1, 0, 10, "\"" + A.toUpperCase(Locale.ROOT) + "\""), part(2, 10, 3, B)));

    assertThat(checksum).hasToString(BOTH + "-2-10");
  }

  @Test
  void isUnknownWithoutTheMd5OfEveryPart() {
    assertThat(CompositeChecksum.of(List.of())).isNull();
    assertThat(CompositeChecksum.of(List.of(part(1, 0, 10, A), part(2, 10, 3, null)))).isNull();
    assertThat(CompositeChecksum.of(List.of(part(1, 0, 10, A), part(2, 10, 3, "x-1")))).isNull();
  }

  @Test
  void comparesWithApples() {
    var checksum = new CompositeChecksum(A, 4, 5_242_880);

    assertThat(checksum.compare(A + "-4-5242880")).isEqualTo(SAME);
    assertThat(checksum.compare(A.toUpperCase(Locale.ROOT) + "-4-5242880")).isEqualTo(SAME);
    assertThat(checksum.compare(B + "-4-5242880")).isEqualTo(DIFFERENT);
    assertThat(checksum.compare(A + "-5-5242880")).isEqualTo(OTHER_FORM);
    assertThat(checksum.compare(A + "-4-5242881")).isEqualTo(OTHER_FORM);
    assertThat(checksum.compare(A)).isEqualTo(OTHER_FORM);
    assertThat(checksum.compare("")).isEqualTo(OTHER_FORM);
  }
}
