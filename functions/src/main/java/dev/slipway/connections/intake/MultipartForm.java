package dev.slipway.connections.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a small `multipart/form-data` body (RFC 7578, RFC 2046) strictly: it requires CRLF line
/// ends, a closing delimiter, and one Content-Disposition per part. One form per instance.
final class MultipartForm {
  static final int MAX_SIZE_BYTES = 64 << 10;
  static final int MAX_PARTS = 16;
  private static final int MAX_HEADERS_BYTES = 4096;
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
  private static final Set<String> PLAIN_ENCODINGS = Set.of("7bit", "8bit", "binary");
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] DASHES = {'-', '-'};

  private final byte[] body;
  private final byte[] delimiter;
  private int at;

  private MultipartForm(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  /// Reads all parts, in order.
  static List<Part> read(HeaderParameters contentType, byte[] body) throws BrokenFormException {
    if (body.length > MAX_SIZE_BYTES) {
      throw new BrokenFormException(RequestProblems.BODY_TOO_LARGE);
    }
    String boundary = contentType.parameter("boundary").orElse("");
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw new BrokenFormException(RequestProblems.UNSUPPORTED_CONTENT_TYPE);
    }
    return new MultipartForm(body, boundary).parts();
  }

  private List<Part> parts() throws BrokenFormException {
    var parts = new ArrayList<Part>();
    skipToFirstDelimiter();
    while (!startsWith(DASHES)) {
      while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
        at++;
      }
      if (!startsWith(LINE_END)) {
        throw broken();
      }
      at += LINE_END.length;
      if (parts.size() == MAX_PARTS) {
        throw new BrokenFormException(RequestProblems.TOO_MANY_PARTS);
      }
      parts.add(part());
    }
    return parts;
  }

  private void skipToFirstDelimiter() throws BrokenFormException {
    byte[] first = Arrays.copyOfRange(delimiter, LINE_END.length, delimiter.length);
    if (startsWith(first)) {
      at = first.length;
      return;
    }
    at = indexOf(delimiter, 0) + delimiter.length;
  }

  private Part part() throws BrokenFormException {
    // A part without headers starts with the empty line; it has no name, so it is malformed.
    int headersEnd = indexOf(HEADERS_END, at);
    int contentStart = headersEnd + HEADERS_END.length;
    // The line end of the last header may also start the next delimiter.
    int contentEnd = indexOf(delimiter, contentStart - LINE_END.length);
    if (headersEnd - at > MAX_HEADERS_BYTES) {
      throw broken();
    }
    String headers = new String(body, at, headersEnd - at, StandardCharsets.UTF_8);
    at = contentEnd + delimiter.length;
    byte[] content = Arrays.copyOfRange(body, contentStart, Math.max(contentStart, contentEnd));
    HeaderParameters disposition = disposition(headers);
    String name = disposition.parameter("name").orElse("");
    if (name.isEmpty()) {
      throw broken();
    }
    return new Part(name, fileName(disposition).orElse(null), content);
  }

  private static HeaderParameters disposition(String headers) throws BrokenFormException {
    Optional<HeaderParameters> disposition = Optional.empty();
    for (String line : headers.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.startsWith(" ") || line.startsWith("\t")) {
        throw broken();
      }
      String value = line.substring(colon + 1);
      switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          if (disposition.isPresent()) {
            throw broken();
          }
          disposition = HeaderParameters.parse(value);
          if (disposition.isEmpty() || !disposition.get().value().equals("form-data")) {
            throw broken();
          }
        }
        case "content-transfer-encoding" -> {
          if (!PLAIN_ENCODINGS.contains(value.strip().toLowerCase(Locale.ROOT))) {
            throw broken();
          }
        }
        default -> {}
      }
    }
    return disposition.orElseThrow(MultipartForm::broken);
  }

  private static Optional<String> fileName(HeaderParameters disposition)
      throws BrokenFormException {
    Optional<String> extended = disposition.parameter("filename*");
    Optional<String> name = disposition.parameter("filename").map(MultipartForm::browserUnescaped);
    if (extended.isPresent()) {
      name = HeaderParameters.decodeExtended(extended.get());
      if (name.isEmpty()) {
        throw broken();
      }
    }
    return name.map(
        path -> path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))));
  }

  /// Decodes the three characters that browsers percent-encode (HTML, multipart/form-data
  /// encoding).
  private static String browserUnescaped(String name) {
    return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }

  private boolean startsWith(byte[] bytes) {
    return at + bytes.length <= body.length
        && Arrays.equals(body, at, at + bytes.length, bytes, 0, bytes.length);
  }

  private int indexOf(byte[] bytes, int from) throws BrokenFormException {
    for (int i = Math.max(from, 0); i <= body.length - bytes.length; i++) {
      if (Arrays.equals(body, i, i + bytes.length, bytes, 0, bytes.length)) {
        return i;
      }
    }
    throw broken();
  }

  private static BrokenFormException broken() {
    return new BrokenFormException(RequestProblems.MULTIPART_BROKEN);
  }

  /// A part of a form. Its content may be a secret, so `toString` does not show it.
  static final class Part {
    private final String name;
    private final @Nullable String fileName;
    private final byte[] content;

    Part(String name, @Nullable String fileName, byte[] content) {
      this.name = name;
      this.fileName = fileName == null || fileName.isEmpty() ? null : fileName;
      this.content = content.clone();
    }

    String name() {
      return name;
    }

    /// Returns the last segment of the file name in the request.
    Optional<String> fileName() {
      return Optional.ofNullable(fileName);
    }

    byte[] content() {
      return content.clone();
    }

    /// Returns the content as text; empty when it is not UTF-8.
    Optional<String> text() {
      return StrictUtf8.decode(content);
    }

    @Override
    public String toString() {
      return "Part[" + name + ", " + content.length + " bytes]";
    }
  }
}
