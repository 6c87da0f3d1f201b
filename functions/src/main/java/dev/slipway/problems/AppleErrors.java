package dev.slipway.problems;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The table of Apple's errors: the numbers of its processing of builds, and the codes of its API
/// and of media. The table is read when the first error is met. Pure and thread-safe.
public final class AppleErrors {
  private static final int COLUMNS = 10;

  /// The number of an error of processing, where Apple puts it into the text only.
  private static final Pattern NUMBER = Pattern.compile("\\b90\\d{3}\\b");

  private AppleErrors() {}

  /// Holds the rows: a function that meets no error does not read them.
  private static final class Table {
    static final List<AppleError> ROWS = readTable();
  }

  /// An error as Apple sent it.
  ///
  /// @param code may be empty
  /// @param words Apple's title and detail, or its description; may be empty
  public record Said(String code, String words) {}

  /// Returns every row, in the order of the table.
  public static List<AppleError> all() {
    return Table.ROWS;
  }

  /// Returns the row of an error that has only a code; see the other method.
  public static Optional<AppleError> of(String code) {
    return of(code, "");
  }

  /// Returns the most specific row of an error: the one whose code reaches furthest into Apple's,
  /// then one whose words fit. Empty for an unknown code.
  ///
  /// @param words Apple's title and detail
  public static Optional<AppleError> of(String code, String words) {
    String said = words.toLowerCase(Locale.ROOT);
    var found = best(code, said);
    if (found.isEmpty() || found.get().isGeneral()) {
      var number = NUMBER.matcher(words);
      var numbered = number.find() ? best(number.group(), said) : Optional.<AppleError>empty();
      return numbered.isPresent() ? numbered : found;
    }
    return found;
  }

  /// Returns the rows of several errors: one for each fault, in the order of the table. Unknown
  /// errors are left out, and so are general ones beside an exact one.
  public static List<AppleError> of(Collection<Said> errors) {
    var rows = new ArrayList<AppleError>();
    for (Said error : errors) {
      of(error.code, error.words).filter(row -> !rows.contains(row)).ifPresent(rows::add);
    }
    if (!rows.stream().allMatch(AppleError::isGeneral)) {
      rows.removeIf(AppleError::isGeneral);
    }
    rows.sort(Comparator.comparingInt(Table.ROWS::indexOf));
    // 90713 belongs to the icon, and also accompanies the numbers of a wrong platform.
    if (rows.stream().anyMatch(row -> row.group().equals("platform"))) {
      rows.removeIf(row -> row.group().equals("icon"));
    }
    var faults = new ArrayList<AppleError>();
    for (AppleError row : rows) {
      if (faults.stream().noneMatch(fault -> sameFault(fault, row))) {
        faults.add(row);
      }
    }
    return faults;
  }

  private static boolean sameFault(AppleError one, AppleError other) {
    return one.group().isEmpty()
        ? one.advice().equals(other.advice())
        : one.group().equals(other.group());
  }

  private static Optional<AppleError> best(String code, String said) {
    AppleError best = null;
    int furthest = -1;
    for (AppleError row : Table.ROWS) {
      int reach = reach(row.code(), code);
      boolean fits = row.words().isEmpty() || said.contains(row.words().toLowerCase(Locale.ROOT));
      boolean better =
          reach > furthest
              || (best != null
                  && reach == furthest
                  && row.words().length() > best.words().length());
      if (reach >= 0 && fits && better) {
        best = row;
        furthest = reach;
      }
    }
    return Optional.ofNullable(best);
  }

  /// Returns at which character of Apple's code the row's code ends, or its part before `*`; -1
  /// where it is not in it.
  private static int reach(String rowCode, String code) {
    int star = rowCode.indexOf('*');
    boolean open = star >= 0;
    String wanted = open ? rowCode.substring(0, star) : rowCode;
    String suffix = open ? rowCode.substring(star + 1) : "";
    for (int at = code.indexOf(wanted); at >= 0; at = code.indexOf(wanted, at + 1)) {
      int end = at + wanted.length();
      boolean begins = at == 0 || code.charAt(at - 1) == '.';
      boolean ends =
          open ? code.indexOf(suffix, end) >= 0 : end == code.length() || code.charAt(end) == '.';
      if (begins && ends) {
        return end;
      }
    }
    return -1;
  }

  private static List<AppleError> readTable() {
    try (var table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AppleErrors.class.getResourceAsStream("apple-errors.tsv")),
                StandardCharsets.UTF_8))) {
      return table
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AppleErrors::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AppleError row(String line) {
    var cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("apple-errors.tsv: not ten columns: " + line);
    }
    return new AppleError(
        cells[0],
        cells[1],
        cells[2],
        ProblemType.valueOf(constant(cells[3])),
        AppleError.Next.valueOf(constant(cells[4])),
        duration(cells[5]),
        duration(cells[6]),
        cells[7],
        cells[8],
        cells[9]);
  }

  private static String constant(String slug) {
    return slug.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static @Nullable Duration duration(String text) {
    return text.isEmpty() ? null : Duration.parse(text);
  }
}
