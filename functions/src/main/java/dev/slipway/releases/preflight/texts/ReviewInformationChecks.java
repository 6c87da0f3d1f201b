package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.ATTACHMENT_EMPTY;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.ATTACHMENT_TYPE;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.CONTACT_INVISIBLE;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.DEMO_PASSWORD_IN_NOTES;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.DEMO_PASSWORD_MISSING;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.DEMO_USER_MISSING;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.EMAIL_MALFORMED;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.NOTES_TOO_LONG;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.PHONE_MALFORMED;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.PHONE_TOO_LONG;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.PHONE_WITHOUT_COUNTRY;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.REVIEW_TEXT_CONTROL_CHARACTER;

import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.ReviewInformation;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.texts.InvisibleCharacters;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.ReviewInformationCheck;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Runs [ReviewInformationCheck].
public final class ReviewInformationChecks {
  private static final int MAX_NOTES_LENGTH = 4000;

  /// Shorter passwords occur in texts by chance.
  private static final int MIN_SECRET_LENGTH = 4;

  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@<>,;:\"()\\[\\]]{1,64}@[^\\s@<>,;:\"()\\[\\].]+(\\.[^\\s@<>,;:\"()\\[\\].]+)++");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ().\\-/]+");

  /// Blanks that do not break a line separate the digits of some numbers.
  private static final Pattern BLANKS = Pattern.compile("\\p{Z}");

  private static final int MIN_PHONE_DIGITS = 7;
  private static final int MAX_PHONE_DIGITS = 15;
  private static final int MAX_PHONE_BYTES = 20;

  /// Digits with the country code that Apple was seen to refuse: others than ten in North America,
  /// seven in El Salvador, and the British numbers for films (media-live.md, K14).
  private static final Pattern IN_NO_NUMBERING_PLAN =
      Pattern.compile("1(?![0-9]{10}$)[0-9]*|503[0-9]{7}|447700900[0-9]{3}");

  private static final Set<String> ATTACHMENT_TYPES =
      Set.of(
          "pdf", "doc", "docx", "rtf", "pages", "xls", "xlsx", "numbers", "zip", "rar", "plist",
          "crash", "jpg", "png", "mp4", "avi");

  private ReviewInformationChecks() {}

  public static void run(PreflightSubject subject, FindingList findings) {
    ReviewInformation review = subject.content().review();
    demoAccount(subject, review, findings);
    Map<ReviewField, SourcedText> fields = review.fields();
    for (ReviewField field : ReviewField.values()) {
      var text = fields.get(field);
      if (text != null) {
        field(field, text, findings);
      }
    }
    ObjectVersion attachment = review.attachment();
    if (attachment != null) {
      attachment(attachment, findings);
    }
  }

  private static void demoAccount(
      PreflightSubject subject, ReviewInformation review, FindingList findings) {
    var user = review.fields().get(ReviewField.DEMO_USER);
    var password = review.password();
    AppStoreReviewDetail atApple = subject.apple() == null ? null : subject.apple().reviewDetail();
    boolean samePersonAtApple =
        user != null
            && atApple != null
            && atApple.demoAccountPassword() != null
            && user.value().equals(atApple.demoAccountName());
    boolean unreadable = subject.isUnreadable("metadata/review_information/demo_password.txt");
    if (user != null && password == null && !samePersonAtApple && !unreadable) {
      findings.add(DEMO_PASSWORD_MISSING, user.source(), user.value());
    }
    if (password == null) {
      return;
    }
    if (user == null && (atApple == null || atApple.demoAccountName() == null)) {
      findings.add(DEMO_USER_MISSING, password.source(), null);
    }
    var notes = review.fields().get(ReviewField.NOTES);
    if (notes != null
        && password.reveal().length() >= MIN_SECRET_LENGTH
        && notes.value().contains(password.reveal())) {
      findings.add(DEMO_PASSWORD_IN_NOTES, notes.source(), null);
    }
  }

  private static void field(ReviewField field, SourcedText text, FindingList findings) {
    String value = text.value();
    boolean lines = field == ReviewField.NOTES;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && !(lines && "\n\r\t".indexOf(c) >= 0)) {
        findings.add(
            REVIEW_TEXT_CONTROL_CHARACTER, text.source(), InvisibleCharacters.named(value, i));
        return;
      }
    }
    switch (field) {
      case FIRST_NAME, LAST_NAME, DEMO_USER -> InvisibleChecks.shortText(text, findings);
      case PHONE -> {
        var number = new SourcedText(BLANKS.matcher(value).replaceAll(" "), text.source());
        String visible = InvisibleChecks.address(CONTACT_INVISIBLE, number, findings);
        phone(new SourcedText(visible, text.source()), findings);
      }
      case EMAIL -> {
        String visible = InvisibleChecks.address(CONTACT_INVISIBLE, text, findings);
        if (!EMAIL.matcher(visible).matches()) {
          findings.add(EMAIL_MALFORMED, text.source(), visible);
        }
      }
      case NOTES -> {
        int length = value.codePointCount(0, value.length());
        if (length > MAX_NOTES_LENGTH) {
          findings.add(NOTES_TOO_LONG, text.source(), Shown.number(length) + " characters");
        }
      }
    }
  }

  private static void phone(SourcedText text, FindingList findings) {
    String value = text.value();
    String digits = value.replaceAll("[^0-9]", "");
    boolean withCountry = value.startsWith("+");
    if (!PHONE.matcher(value).matches()
        || digits.length() < MIN_PHONE_DIGITS
        || digits.length() > MAX_PHONE_DIGITS
        || (withCountry && IN_NO_NUMBERING_PLAN.matcher(digits).matches())) {
      findings.add(PHONE_MALFORMED, text.source(), value);
      return;
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_PHONE_BYTES) {
      findings.add(PHONE_TOO_LONG, text.source(), value);
    }
    if (!withCountry) {
      findings.add(PHONE_WITHOUT_COUNTRY, text.source(), value);
    }
  }

  private static void attachment(ObjectVersion attachment, FindingList findings) {
    String name = attachment.fileName().toLowerCase(Locale.ROOT);
    if (attachment.sizeBytes() == 0) {
      findings.add(ATTACHMENT_EMPTY, attachment.key(), null);
    }
    if (!ATTACHMENT_TYPES.contains(name.substring(name.lastIndexOf('.') + 1))) {
      findings.add(ATTACHMENT_TYPE, attachment.key(), name);
    }
  }
}
