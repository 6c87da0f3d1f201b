package dev.slipway.runner.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Prints progress: with colours and a moving bar on a terminal, as plain lines elsewhere. Used by
/// one thread; another one can end it.
public final class Screen {
  private static final int BAR_WIDTH = 20;
  private static final int NARROWEST_TEXT = 20;
  private static final int PRESET_COLUMNS = 80;
  private static final char NO_BREAK = '\u00a0';
  private static final String RESET = "\u001b[0m";
  private static final Pattern CODES = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  private final PrintStream out;
  private final Terminal terminal;
  private boolean barStands;
  private long barBegin;
  private volatile boolean isOver;

  /// The capabilities of the output.
  ///
  /// @param moves whether a line can be overwritten
  /// @param colours whether it understands colour codes
  /// @param columns its width; 0 when lines can have any length
  public record Terminal(boolean moves, boolean colours, int columns) {
    /// A file or a pipe.
    public static final Terminal NONE = new Terminal(false, false, 0);

    /// Reads TERM, NO_COLOR (no-color.org) and COLUMNS.
    ///
    /// @param isTerminal whether the output is a terminal
    public static Terminal of(boolean isTerminal, Map<String, String> environment) {
      if (!isTerminal) {
        return NONE;
      }
      boolean able = !"dumb".equals(environment.get("TERM"));
      String columns = environment.getOrDefault("COLUMNS", "");
      return new Terminal(
          able,
          able && environment.getOrDefault("NO_COLOR", "").isEmpty(),
          NUMBER.matcher(columns).matches() ? Integer.parseInt(columns) : PRESET_COLUMNS);
    }
  }

  /// The style of a text on a terminal.
  public enum Style {
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    BOLD_GREEN("\u001b[1;32m"),
    RED("\u001b[31m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /// Prints to `out`, which has the capabilities of `terminal`.
  public Screen(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// Prints nothing from now on, except what [#last(String)] prints. Does not wait for the thread
  /// that prints.
  public void end() {
    isOver = true;
  }

  /// Prints a line after the end.
  public synchronized void last(String text) {
    endBar();
    out.println(text);
    out.flush();
  }

  /// Prints a line.
  public synchronized void line(String text) {
    if (!isOver) {
      last(text);
    }
  }

  /// Prints an empty line and a heading.
  public void heading(String text) {
    line("");
    line(styled(Style.BOLD, text));
  }

  /// Prints a label and a text. On a terminal the text wraps, and its other lines are aligned with
  /// the first. A no-break space is printed as a space, and does not wrap.
  ///
  /// @param label styled or plain; the text begins one column after it
  void labelled(String label, String text) {
    int indent = length(label) + 1;
    List<String> lines = wrapped(text, terminal.columns() - indent);
    line(label + " " + lines.getFirst().replace(NO_BREAK, ' '));
    lines.stream()
        .skip(1)
        .forEach(further -> line(" ".repeat(indent) + further.replace(NO_BREAK, ' ')));
  }

  /// Returns the text with the codes of a style if the output understands them.
  public String styled(Style style, String text) {
    return terminal.colours() ? style.code + text + RESET : text;
  }

  /// Returns a check mark and a space if the output can show them.
  String checkMark() {
    return out.charset().newEncoder().canEncode('✓') ? "✓ " : "";
  }

  /// Moves the progress bar. Without a terminal, nothing is printed until [#barEnded].
  void bar(String label, long doneBytes, long totalBytes) {
    if (barBegin == 0) {
      barBegin = System.nanoTime();
    }
    passing(barText(label, doneBytes, totalBytes, seconds(), false));
  }

  /// Shows a temporary text in place of the bar. Without a terminal, nothing is printed.
  synchronized void passing(String text) {
    if (terminal.moves() && !isOver) {
      int most = terminal.columns() - 1;
      out.print("\r" + (text.length() > most ? text.substring(0, most) : text) + "\u001b[K");
      out.flush();
      barStands = true;
    }
  }

  /// Removes a temporary text.
  synchronized void passed() {
    if (barStands) {
      out.print("\r\u001b[K");
      barStands = false;
    }
  }

  /// Prints the final state of the bar as a line.
  void barEnded(String label, long doneBytes, long totalBytes) {
    passed();
    line(barText(label, doneBytes, totalBytes, seconds(), true));
    barBegin = 0;
  }

  private double seconds() {
    return barBegin == 0 ? 0 : (System.nanoTime() - barBegin) / 1e9;
  }

  private void endBar() {
    if (barStands) {
      out.println();
      barStands = false;
    }
  }

  /// @param seconds time since the bar's first move; 0 when it never moved
  static String barText(
      String label, long doneBytes, long totalBytes, double seconds, boolean ended) {
    double share = totalBytes == 0 ? 0 : Math.min(1, (double) doneBytes / totalBytes);
    int full = (int) Math.round(share * BAR_WIDTH);
    String bar =
        "  %s [%s%s] %3d %%  %.1f of %.1f MB"
            .formatted(
                label,
                "#".repeat(full),
                "-".repeat(BAR_WIDTH - full),
                Math.round(share * 100),
                doneBytes / 1e6,
                totalBytes / 1e6);
    if (seconds <= 0 || doneBytes == 0) {
      return bar;
    }
    String speed = "  %.1f MB/s".formatted(doneBytes / 1e6 / seconds);
    double remaining = seconds * (totalBytes - doneBytes) / doneBytes;
    return bar + speed + (ended ? "" : "  %.0f s left".formatted(Math.ceil(remaining)));
  }

  private static List<String> wrapped(String text, int width) {
    if (width < NARROWEST_TEXT) {
      return List.of(text);
    }
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /// Returns the number of columns of a text, without its codes.
  private static int length(CharSequence text) {
    return CODES.matcher(text).replaceAll("").length();
  }
}
