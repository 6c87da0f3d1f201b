package dev.slipway.releases.preflight.requirements;

import dev.slipway.drops.ipa.AppPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/// Something that Apple requires from a date on: a row of `requirements.tsv`.
///
/// @param value what is required, in the form of its subject
/// @param from the day or month that Apple named
/// @param read when the source was read
/// @param words what Apple wants, as it follows "Apple requires"
/// @param source where Apple's date is known from
public record Requirement(
    Subject subject, String value, Start from, LocalDate read, String words, String source) {
  private static final Duration NOTICE = Duration.ofDays(90);

  /// What a requirement is about.
  public enum Subject {
    /// The SDK of a build; the value has its major version by platform.
    SDK,
    /// Screenshots for a display of iPhone; the value is its ScreenshotDisplayType.
    SCREENSHOTS,
    /// A question of the age rating; the value is its name.
    AGE_RATING
  }

  /// What a requirement means at a moment.
  public enum Status {
    /// It begins more than 90 days later.
    LATER,
    /// It begins within 90 days; or Apple named only a month, which began or begins so.
    NEAR,
    /// The day that Apple named has begun.
    IN_FORCE
  }

  /// The date that Apple named.
  public sealed interface Start {
    /// Returns the earliest day that the date can mean.
    LocalDate earliest();

    /// A day. Apple does not name the hour, so it begins by UTC.
    record Day(LocalDate date) implements Start {
      @Override
      public LocalDate earliest() {
        return date;
      }

      @Override
      public String toString() {
        return date.toString();
      }
    }

    /// A month without a day.
    record Month(YearMonth month) implements Start {
      @Override
      public LocalDate earliest() {
        return month.atDay(1);
      }

      @Override
      public String toString() {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
            + " "
            + month.getYear();
      }
    }

    /// Reads `2026-04-28` or `2027-04`.
    static Start parse(String text) {
      return text.length() == "2027-04".length()
          ? new Month(YearMonth.parse(text))
          : new Day(LocalDate.parse(text));
    }
  }

  /// Returns what this requirement means now.
  public Status at(Instant now) {
    Instant earliest = begins();
    if (now.isBefore(earliest.minus(NOTICE))) {
      return Status.LATER;
    }
    return switch (from) {
      case Start.Day _ -> now.isBefore(earliest) ? Status.NEAR : Status.IN_FORCE;
      case Start.Month _ -> Status.NEAR;
    };
  }

  /// Returns the earliest moment at which the requirement can begin.
  public Instant begins() {
    return from.earliest().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Returns the major version of the SDK that this requires for a platform; 0 when it requires
  /// none.
  int sdk(AppPlatform platform) {
    if (subject == Subject.SDK) {
      for (String one : value.split(",", -1)) {
        if (one.startsWith(platform.name() + "=")) {
          return Integer.parseInt(one.substring(platform.name().length() + 1));
        }
      }
    }
    return 0;
  }

  /// Returns the requirement as a sentence: `Apple requires … from April 2027, and has named no
  /// day.`
  public String sentence() {
    return "Apple requires "
        + words
        + ", from "
        + from
        + switch (from) {
          case Start.Day _ -> ".";
          case Start.Month _ -> "; it has named no day.";
        };
  }
}
