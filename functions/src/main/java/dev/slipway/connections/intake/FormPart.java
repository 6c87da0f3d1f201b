package dev.slipway.connections.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One part of a form. Its content may be a secret and is never shown.
final class FormPart {
  private final String name;
  private final String fileName;
  private final byte[] content;

  FormPart(String name, Optional<String> fileName, byte[] content) {
    this.name = name;
    this.fileName = fileName.orElse("");
    this.content = content.clone();
  }

  String name() {
    return name;
  }

  /// The last segment of the file name that the sender gave.
  Optional<String> fileName() {
    return fileName.isEmpty() ? Optional.empty() : Optional.of(fileName);
  }

  byte[] content() {
    return content.clone();
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "FormPart[" + name + ", " + content.length + " bytes]";
  }
}
