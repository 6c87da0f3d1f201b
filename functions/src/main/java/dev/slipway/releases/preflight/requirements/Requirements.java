package dev.slipway.releases.preflight.requirements;

import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.releases.preflight.requirements.Requirement.Start;
import dev.slipway.releases.preflight.requirements.Requirement.Status;
import dev.slipway.releases.preflight.requirements.Requirement.Subject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The requirements that Apple has announced with a date. Immutable.
///
/// @param rows in the order in which they begin
public record Requirements(List<Requirement> rows) {
  private static final int COLUMNS = 6;
  private static final Requirements OF_APPLE = read();

  /// The name of an SDK in `DTSDKName`, such as `iphoneos26.0`.
  private static final Pattern SDK = Pattern.compile("[a-z]+([0-9]{1,4})(\\..*)?");

  public Requirements {
    rows = rows.stream().sorted(Comparator.comparing(Requirement::begins)).toList();
  }

  /// Returns the table `requirements.tsv` of this package.
  public static Requirements ofApple() {
    return OF_APPLE;
  }

  /// Reads a table: lines of six columns, separated by tabs.
  ///
  /// @throws IllegalArgumentException if a line is not such a row
  public static Requirements parse(Stream<String> lines) {
    return new Requirements(
        lines
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Requirements::row)
            .toList());
  }

  private static Requirement row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException("requirements: not six columns: " + line);
    }
    return new Requirement(
        Subject.valueOf(cells[0]),
        cells[1],
        Start.parse(cells[2]),
        LocalDate.parse(cells[3]),
        cells[4],
        cells[5]);
  }

  /// Returns the requirements about a subject.
  public List<Requirement> about(Subject subject) {
    return rows.stream().filter(row -> row.subject() == subject).toList();
  }

  /// Returns the requirements about a subject that mean this now.
  public List<Requirement> about(Subject subject, Status status, Instant now) {
    return about(subject).stream().filter(row -> row.at(now) == status).toList();
  }

  /// Returns the newest requirement of this status that an SDK is too old for; empty when there is
  /// none, or the name of the SDK has another form.
  ///
  /// @param sdkName `DTSDKName`
  public Optional<Requirement> tooOld(
      AppPlatform platform, String sdkName, Status status, Instant now) {
    Matcher matcher = SDK.matcher(sdkName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(matcher.group(1));
    return about(Subject.SDK, status, now).stream()
        .filter(row -> major < row.sdk(platform))
        .reduce((_, newer) -> newer);
  }

  /// Returns all SDKs with the day since which Apple requires them, for people.
  public String sdks() {
    return about(Subject.SDK).stream()
        .filter(row -> row.from() instanceof Start.Day)
        .map(row -> row.words() + ", from " + row.from())
        .collect(Collectors.joining("; "));
  }

  private static Requirements read() {
    try (var table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Requirements.class.getResourceAsStream("requirements.tsv")),
                StandardCharsets.UTF_8))) {
      return parse(table.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
