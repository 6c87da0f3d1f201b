package dev.slipway.localaws.s3;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes S3's XML. For one thread.
final class XmlWriter {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /// Begins a document in S3's namespace.
  static XmlWriter document(String root) {
    XmlWriter writer = new XmlWriter();
    writer.text.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
    writer.open.push(root);
    return writer;
  }

  /// Begins an error document, which has no namespace.
  static XmlWriter error() {
    return new XmlWriter().begin("Error");
  }

  XmlWriter begin(String name) {
    text.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  XmlWriter end() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  XmlWriter element(String name, Object value) {
    text.append('<').append(name).append('>');
    escape(String.valueOf(value));
    text.append("</").append(name).append('>');
    return this;
  }

  /// Closes every open element and returns the document.
  String finish() {
    while (!open.isEmpty()) {
      end();
    }
    return text.toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      switch (next) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        default -> {
          if (next < ' ') {
            text.append("&#x").append(Integer.toHexString(next)).append(';');
          } else {
            text.append(next);
          }
        }
      }
    }
  }
}
