package dev.slipway.connections.intake;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text between a BEGIN and an END line. It may be a secret.
///
/// One of the two lines may be missing: the structure inside says how long it is, so a part that is
/// missing is noticed. The dashes of the lines are not needed.
final class PemBlock {
  private static final Pattern LINE =
      Pattern.compile(
          "(BEGIN|END)([A-Z0-9\\s]{0,40}?"
              + "(?:PRIVATE\\s{0,3}KEY|PUBLIC\\s{0,3}KEY|CERTIFICATE|PARAMETERS))"
              + "(?![A-Za-z0-9])");

  /// Strings of a programming language that are put together: `"…" + "…"`.
  private static final Pattern JOIN = Pattern.compile("[\"'`]\\s{0,40}[+.&]\\s{0,40}[\"'`]");

  /// What quotes, tables and lists of strings put between or around lines.
  private static final String NOISE = "\"'`>|,;*\\";

  /// The beginnings, in base64, of a BEGIN line, and of the structures that a P-256 key can have.
  private static final Pattern RUN =
      Pattern.compile(
          "(?<![A-Za-z0-9+/])(?:LS0tLS1CRUdJTi|MI[GH]|M[DEH][A-Z])[A-Za-z0-9+/\\s\"'>|,]{80,}");

  /// Lines whose ends lost the backslash of `\n`. The places of 64 characters tell them from
  /// base64.
  private static final Pattern LOST_BACKSLASH =
      Pattern.compile("(r?n)((?:[A-Za-z0-9+/]{64}\\1)*[A-Za-z0-9+/=]{1,64})\\1");

  /// The beginnings, in hexadecimal digits, of a BEGIN line and of the structures.
  private static final Pattern HEXADECIMAL =
      Pattern.compile("(?:2[dD]2[dD]2[dD]|30[4-8])[0-9a-fA-F]{120,}");

  /// A key without its public half has 67 bytes.
  private static final int LEAST_LENGTH = 80;

  private final String label;
  private final String body;

  private PemBlock(String label, String body) {
    this.label = label;
    this.body = trimmed(body);
  }

  /// Returns all blocks of a text, in order, with or without line breaks.
  static List<PemBlock> findAll(String text) {
    var blocks = new ArrayList<PemBlock>();
    String open = "";
    int at = 0;
    for (Matcher line = LINE.matcher(text); line.find(); at = line.end()) {
      String label = line.group(2).replaceAll("\\s", "");
      String before = text.substring(at, line.start());
      boolean begins = line.group(1).equals("BEGIN");
      if (!open.isEmpty()) {
        blocks.add(new PemBlock(open, before));
      } else if (!begins) {
        blocks.add(new PemBlock(label, before));
      }
      open = begins ? label : "";
    }
    if (!open.isEmpty()) {
      blocks.add(new PemBlock(open, text.substring(at)));
    }
    return blocks;
  }

  /// Returns the label without spaces, for example `ECPRIVATEKEY`.
  String label() {
    return label;
  }

  boolean isPrivateKey() {
    return label.endsWith("PRIVATEKEY");
  }

  boolean isEmpty() {
    return body.isBlank();
  }

  /// Returns whether the label or the old PEM headers say that the body is encrypted (RFC 1421).
  boolean isEncrypted() {
    return label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
  }

  /// Returns what the body can be, the most likely first. Only one of them is a whole structure.
  List<byte[]> candidates() {
    var candidates = new ArrayList<byte[]>();
    decode(body).ifPresent(candidates::add);
    candidates.addAll(findRuns(body));
    Matcher lines = LOST_BACKSLASH.matcher(body);
    if (lines.matches()) {
      decode(lines.group(2).replaceAll("(.{64})" + lines.group(1), "$1"))
          .ifPresent(candidates::add);
    }
    // A form that was not encoded turns each plus sign into a space.
    decode(body.replace(' ', '+')).ifPresent(candidates::add);
    return candidates;
  }

  /// Decodes base64, or hexadecimal digits, as copied text often is: with white space, quotes and
  /// marks between the lines, with or without padding, in either alphabet. Returns empty when the
  /// text is neither.
  static Optional<byte[]> decode(String text) {
    String compact = compact(text);
    if (compact.isEmpty()) {
      return Optional.empty();
    }
    if (compact.length() % 2 == 0 && HEXADECIMAL.matcher(compact).matches()) {
      return Optional.of(HexFormat.of().parseHex(compact));
    }
    if (compact.indexOf('+') < 0 && compact.indexOf('/') < 0) {
      compact = compact.replace('-', '+').replace('_', '/');
    }
    try {
      return Optional.of(Base64.getDecoder().decode(compact));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Finds keys in base64 between other words. Each ends where its structure says; what follows is
  /// ignored.
  static List<byte[]> findRuns(String text) {
    var found = new ArrayList<byte[]>();
    for (Matcher run = RUN.matcher(text); run.find(); ) {
      String compact = compact(run.group());
      if (compact.length() < LEAST_LENGTH) {
        continue;
      }
      int length = compact.length() / 4 * 4;
      if (compact.startsWith("M")) {
        byte[] head = Base64.getDecoder().decode(compact.substring(0, 8));
        length = Math.min(compact.length(), (SigningKey.lengthOf(head) * 4 + 2) / 3);
      }
      decode(compact.substring(0, length)).ifPresent(found::add);
    }
    return found;
  }

  private static String compact(String text) {
    String joined = JOIN.matcher(text).replaceAll("");
    var compact = new StringBuilder(joined.length());
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (!Character.isWhitespace(c) && NOISE.indexOf(c) < 0) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  /// Returns the body without the dashes of the lines around it.
  private static String trimmed(String body) {
    int from = 0;
    int to = body.length();
    while (from < to && isEdge(body.charAt(from))) {
      from++;
    }
    // A space at the end may have been a plus sign.
    while (from < to && isEdge(body.charAt(to - 1)) && body.charAt(to - 1) != ' ') {
      to--;
    }
    return body.substring(from, to);
  }

  private static boolean isEdge(char c) {
    return c == '-' || Character.isWhitespace(c);
  }

  @Override
  public String toString() {
    return "PemBlock[" + label + "]";
  }
}
