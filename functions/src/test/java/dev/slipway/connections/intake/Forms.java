package dev.slipway.connections.intake;

/// Form bodies as browsers and curl write them.
final class Forms {
  static final String BOUNDARY = "----WebKitFormBoundaryAbC123";
  static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final StringBuilder body = new StringBuilder();

  Forms field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", value);
  }

  Forms file(String name, String fileName, String content) {
    return part(
        "form-data; name=\""
            + name
            + "\"; filename=\""
            + fileName
            + "\"\r\nContent-Type:"
            + " application/octet-stream",
        content);
  }

  Forms part(String disposition, String content) {
    body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: ").append(disposition);
    body.append("\r\n\r\n").append(content).append("\r\n");
    return this;
  }

  String text() {
    return body + "--" + BOUNDARY + "--\r\n";
  }

  byte[] bytes() {
    return Keys.utf8(text());
  }
}
