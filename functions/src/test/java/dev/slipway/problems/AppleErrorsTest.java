package dev.slipway.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.problems.AppleErrors.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AppleErrorsTest {
  private static final Path SIMULATOR =
      Path.of("..", "local", "simulator", "src", "main", "java", "dev", "slipway", "simulator");

  /// A whole code in the simulator's sources.
  private static final Pattern CODE =
      Pattern.compile(
          "\"(90\\d{3}|(?:STATE_ERROR|ENTITY_ERROR|ENTITY_UNPROCESSABLE)[A-Z0-9_.]*"
              + "|(?:IMAGE|IMG|MOV)_[A-Z_]+|CHECKSUM_MISMATCH)\"");

  /// The end of a code that is added to `STATE_ERROR` and the like.
  private static final Pattern END = Pattern.compile("\"\\.([A-Z][A-Z0-9_.]+)\"");

  @Test
  void everyRowHasASourceAndSentencesAndThereAreManyOfThem() {
    assertThat(AppleErrors.all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(AppleErrors.all())
        .allSatisfy(
            row -> {
              assertThat(row.code()).matches("90\\d{3}|[A-Z][A-Z0-9_.]*(\\*[A-Z0-9_]*)?");
              assertThat(row.source()).as(row.code()).isNotBlank();
              assertThat(row.wrong()).as(row.code()).matches("[A-Z].*[^.:;, ]");
              assertThat(row.remedy()).as(row.code()).matches("[A-Z].*[^ ]\\.");
              assertThat(row.wrong() + " " + row.remedy())
                  .as("one sentence each: " + row.code())
                  .doesNotContainPattern("\\. [A-Z]");
            });
    assertThat(AppleErrors.all())
        .extracting(row -> row.code() + " " + row.words())
        .doesNotHaveDuplicates();
  }

  @Test
  void whatPassesSaysHowLongItIsWaitedFor() {
    assertThat(AppleErrors.all())
        .filteredOn(row -> row.next() == AppleError.Next.WAIT)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.pause()).as(row.code()).isNotNull());
    assertThat(AppleErrors.all())
        .filteredOn(row -> !row.passes())
        .allSatisfy(row -> assertThat(row.pause()).as(row.code()).isNull());
  }

  @Test
  void everyCodeOfTheSimulatorIsInTheTable() throws IOException {
    var codes = new TreeSet<String>();
    var ends = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(SIMULATOR)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        CODE.matcher(source).results().map(match -> match.group(1)).forEach(codes::add);
        if (source.contains("ApiError.")) {
          END.matcher(source).results().map(match -> match.group(1)).forEach(ends::add);
        }
      }
    }

    assertThat(codes).hasSizeGreaterThan(25).contains("90189", "MOV_RESAVE_STEREO");
    assertThat(ends).contains("ENTITY_STATE_INVALID");
    assertThat(codes)
        .allSatisfy(
            code -> assertThat(AppleErrors.of(code.replaceFirst("\\.$", ""))).as(code).isPresent());
    assertThat(ends)
        .allSatisfy(
            end ->
                assertThat(AppleErrors.all())
                    .as(end)
                    .anyMatch(row -> ("." + row.code() + ".").contains("." + end)));
  }

  static Stream<Arguments> meanings() {
    return Stream.of(
        arguments("90382", "", "90382"),
        arguments("STATE_ERROR.VALIDATION_ERROR.90382", "", "90382"),
        arguments("STATE_ERROR.VALIDATION_ERROR", "Upload limit reached (90382).", "90382"),
        arguments(
            "STATE_ERROR.VALIDATION_ERROR", "Something else.", "STATE_ERROR.VALIDATION_ERROR"),
        arguments("STATE_ERROR.NEW_NAME", "", "STATE_ERROR"),
        arguments(
            "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_47", "", "STATE_ERROR.SCREENSHOT_REQUIRED"),
        arguments(
            "STATE_ERROR.FIRST_NON_RENEWING_MUST_BE_SUBMITTED_ON_VERSION",
            "",
            "STATE_ERROR.FIRST_*_MUST_BE_SUBMITTED_ON_VERSION"),
        arguments(
            "ENTITY_ERROR.ATTRIBUTE.INVALID.KOREA_AGE_RATING_OVERRIDE_INVALID",
            "",
            "KOREA_AGE_RATING_OVERRIDE_INVALID"),
        arguments(
            "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG.MORE",
            "",
            "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG"),
        arguments(
            "ENTITY_UNPROCESSABLE.X", "not in a valid processing state", "ENTITY_UNPROCESSABLE"));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void theMostSpecificRowIsTheMeaning(String code, String words, String row) {
    assertThat(AppleErrors.of(code, words).orElseThrow().code()).isEqualTo(row);
  }

  @Test
  void wordsDecideWhereOneCodeHasSeveralMeanings() {
    assertThat(AppleErrors.of("STATE_ERROR", "Version is not ready to be submitted yet, please"))
        .hasValueSatisfying(row -> assertThat(row.passes()).isTrue());
    assertThat(
            AppleErrors.of("ENTITY_UNPROCESSABLE", "The Build is NOT in a Valid Processing State."))
        .hasValueSatisfying(row -> assertThat(row.passes()).isTrue());
    assertThat(AppleErrors.of("STATE_ERROR", "Other."))
        .hasValueSatisfying(row -> assertThat(row.isGeneral()).isTrue());
    assertThat(AppleErrors.of("91234", "Nothing that is known.")).isEmpty();
    assertThat(AppleErrors.of("STATE_ERRORS", "")).isEmpty();
  }

  @Test
  void errorsThatComeTogetherAreOneFault() {
    assertThat(faults("90508", "90545", "90713", "90039")).containsExactly("platform");
    assertThat(faults("90062", "90478", "90186")).containsExactly("closed-version");
    assertThat(faults("90713", "90683")).containsExactly("icon", "");
    assertThat(faults("91234")).isEmpty();
  }

  @Test
  void aGeneralErrorBesideAnExactOneSaysNothing() {
    assertThat(
            AppleErrors.of(
                List.of(
                    new Said("STATE_ERROR.ENTITY_STATE_INVALID", "check associated errors"),
                    new Said("STATE_ERROR.APP_PRICING_REQUIRED", "pricing"),
                    new Said("STATE_ERROR.APP_DATA_USAGES_REQUIRED", "data usages"))))
        .extracting(AppleError::code)
        .containsExactly(
            "STATE_ERROR.APP_DATA_USAGES_REQUIRED", "STATE_ERROR.APP_PRICING_REQUIRED");
    assertThat(AppleErrors.of(List.of(new Said("STATE_ERROR", ""))))
        .allMatch(AppleError::isGeneral)
        .hasSize(1);
  }

  private static List<String> faults(String... codes) {
    var said = Stream.of(codes).map(code -> new Said(code, "")).toList();
    return AppleErrors.of(said).stream().map(AppleError::group).toList();
  }
}
