package dev.slipway.runner.commands;

import java.util.regex.Pattern;

/// A word of a command line that a person copies into a shell.
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+-]+");

  private ShellWord() {}

  /// Returns the text in quotes if a POSIX shell would read it as anything else than itself.
  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
