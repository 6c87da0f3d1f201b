package dev.slipway.connections.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Restores the text of a key file after an editor, a mail program, a shell or a web page changed
/// it. Each step undoes what cannot be a part of PEM or of base64, so none can change a good key.
/// `web/key-text.js` follows the same rules; `key-input.json` of the tests holds both to them.
final class KeyText {
  private static final String RICH_TEXT = "{\\rtf";
  private static final int MAX_URL_ENCODINGS = 3;

  private static final Pattern RTF_BYTE = Pattern.compile("\\\\'([0-9a-fA-F]{2})");
  private static final Pattern RTF_CHARACTER = Pattern.compile("\\\\u(-?[0-9]{1,5}) ?\\??");
  private static final Pattern RTF_LINE = Pattern.compile("\\\\(?:par|line)(?![a-z]) ?|\\\\\r?\n");
  private static final Pattern RTF_DASH = Pattern.compile("\\\\(?:emdash|endash)(?![a-z]) ?|\\\\_");
  private static final Pattern RTF_WORD =
      Pattern.compile("\\\\[a-z]{1,32}-?[0-9]{0,10} ?|\\\\[^a-z]|[{}]");

  private static final Pattern HTML =
      Pattern.compile("(?i)<(?:!|/|br|p|div|span|pre)|&#?[a-z0-9]+;");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,300}>");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#([0-9]{1,6})|#[xX]([0-9a-fA-F]{1,5})|([a-zA-Z]{2,8}));");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("plus", "+"),
          Map.entry("sol", "/"),
          Map.entry("equals", "="),
          Map.entry("dash", "-"),
          Map.entry("hyphen", "-"),
          Map.entry("ndash", "-"),
          Map.entry("mdash", "-"),
          Map.entry("minus", "-"),
          Map.entry("horbar", "-"),
          Map.entry("nbsp", " "),
          Map.entry("NewLine", "\n"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("amp", "&"));

  private static final Pattern URL_ENCODED = Pattern.compile("%(?:2[05BbDdFf]|3[Dd]|0[AaDd])");
  private static final Pattern URL_BYTE = Pattern.compile("%([0-7][0-9a-fA-F])");
  private static final Pattern FORM_SPACE = Pattern.compile("(?:BEGIN|PRIVATE)\\+");

  private static final Pattern ESCAPED_CHARACTER =
      Pattern.compile("\\\\{1,8}(?:u\\{?([0-9a-fA-F]{4})}?|x([0-9a-fA-F]{2}))");

  /// A line end of PowerShell, behind what it ends.
  private static final Pattern POWERSHELL_LINE = Pattern.compile("([A-Za-z0-9+/=-])(?:`r)?`n");

  private static final Pattern ESCAPED_LINE = Pattern.compile("\\\\{1,8}[nrt]");

  private static final Pattern MAIL_BYTE = Pattern.compile("=([2-7][0-9A-F]|0[AD])");
  private static final Pattern MAIL_LINE = Pattern.compile("=\r?\n(?=[A-Za-z0-9+/])");

  private static final Pattern DASH = Pattern.compile("[\\p{Pd}\u2212\u2500\u2501\u0096\u0097]");
  private static final Pattern DOUBLE_QUOTE = Pattern.compile("[“”„‟«»″\u0093\u0094]");
  private static final Pattern SINGLE_QUOTE = Pattern.compile("[‘’‚‛‹›′\u0091\u0092]");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u0000]");
  private static final Pattern LINE_END = Pattern.compile("[\r\u000b\u000c\u0085\u2028\u2029]");
  private static final Pattern SPACE = Pattern.compile("[\\p{Zs}\\p{Cc}&&[^\n\t]]");

  private KeyText() {}

  /// Returns whether the text is a rich text document (RTF).
  static boolean isRichText(String decoded) {
    return decoded.startsWith(RICH_TEXT);
  }

  /// Returns the text of bytes: in UTF-16, with and without a byte order mark, in UTF-8, and else
  /// byte by byte, which preserves the ASCII of every other character set.
  static String decoded(byte[] input) {
    String text;
    if (startsWith(input, 0xFE, 0xFF) || isWide(input, 0)) {
      text = new String(input, StandardCharsets.UTF_16BE);
    } else if (startsWith(input, 0xFF, 0xFE) || isWide(input, 1)) {
      text = new String(input, StandardCharsets.UTF_16LE);
    } else {
      text = strictly(input, StandardCharsets.UTF_8);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// Returns the text without what editors, mail programs, shells and web pages add.
  static String restored(String decoded) {
    String text = isRichText(decoded) ? withoutRichText(decoded) : decoded;
    if (HTML.matcher(text).find()) {
      text = withoutHtml(text);
    }
    for (int i = 0; i < MAX_URL_ENCODINGS && URL_ENCODED.matcher(text).find(); i++) {
      text = withoutUrlEncoding(text);
    }
    text = replaced(ESCAPED_CHARACTER, text, KeyText::hexadecimal);
    text = POWERSHELL_LINE.matcher(text).replaceAll("$1\n");
    text = ESCAPED_LINE.matcher(text).replaceAll("\n").replace("\\", "");
    text = MAIL_LINE.matcher(replaced(MAIL_BYTE, text, KeyText::hexadecimal)).replaceAll("");
    return plain(text);
  }

  /// Returns the text with ASCII dashes, quotes and spaces, without invisible characters.
  static String plain(String text) {
    // Loading the tables of Unicode takes a new process milliseconds that few keys need.
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    String plain = ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    plain = DASH.matcher(plain).replaceAll("-");
    plain = DOUBLE_QUOTE.matcher(plain).replaceAll("\"");
    plain = SINGLE_QUOTE.matcher(plain).replaceAll("'");
    plain = INVISIBLE.matcher(plain).replaceAll("");
    plain = LINE_END.matcher(plain).replaceAll("\n");
    return SPACE.matcher(plain).replaceAll(" ").strip();
  }

  private static boolean startsWith(byte[] input, int first, int second) {
    return input.length >= 2 && (input[0] & 0xFF) == first && (input[1] & 0xFF) == second;
  }

  /// Returns whether the first two characters look like ASCII in UTF-16.
  ///
  /// @param high the place of the zero byte in each pair
  private static boolean isWide(byte[] input, int high) {
    return input.length >= 4
        && input[high] == 0
        && input[high + 2] == 0
        && input[1 - high] != 0
        && input[3 - high] != 0;
  }

  private static String strictly(byte[] input, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(input)).toString();
    } catch (CharacterCodingException e) {
      return new String(input, StandardCharsets.ISO_8859_1);
    }
  }

  private static String withoutRichText(String text) {
    String plain = replaced(RTF_BYTE, text, KeyText::hexadecimal);
    plain =
        replaced(
            RTF_CHARACTER, plain, match -> String.valueOf((char) Integer.parseInt(match.group(1))));
    plain = RTF_LINE.matcher(plain).replaceAll("\n");
    plain = RTF_DASH.matcher(plain).replaceAll("-");
    return RTF_WORD.matcher(plain).replaceAll("");
  }

  private static String withoutHtml(String text) {
    return replaced(ENTITY, TAG.matcher(text).replaceAll("\n"), KeyText::character);
  }

  /// Decodes the bytes of ASCII. In a form, a plus sign is a space.
  private static String withoutUrlEncoding(String text) {
    String spaced = FORM_SPACE.matcher(text).find() ? text.replace('+', ' ') : text;
    return replaced(URL_BYTE, spaced, KeyText::hexadecimal);
  }

  private static String character(MatchResult entity) {
    String decimal = entity.group(1);
    if (decimal != null) {
      return Character.toString(Integer.parseInt(decimal));
    }
    String hexadecimal = entity.group(2);
    if (hexadecimal != null) {
      return Character.toString(Integer.parseInt(hexadecimal, 16));
    }
    return ENTITIES.getOrDefault(entity.group(3), entity.group());
  }

  /// Returns the character whose number is the first group that matched.
  private static String hexadecimal(MatchResult match) {
    String digits = match.group(1);
    return String.valueOf((char) Integer.parseInt(digits == null ? match.group(2) : digits, 16));
  }

  private static String replaced(
      Pattern pattern, String text, Function<MatchResult, String> replacement) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
  }
}
