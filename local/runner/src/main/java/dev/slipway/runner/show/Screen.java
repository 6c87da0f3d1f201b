package dev.slipway.runner.show;

import java.io.PrintStream;

/// Where the show is printed: with colours and a moving bar on a terminal, plain lines elsewhere.
/// Used by one thread.
public final class Screen {
  private static final int BAR_WIDTH = 32;
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean terminal;
  private boolean barStands;

  /// How a text looks on a terminal.
  enum Style {
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    GREEN("\u001b[32m"),
    RED("\u001b[31m"),
    CYAN("\u001b[36m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /// @param terminal whether `out` understands ANSI codes
  public Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// A line of its own.
  public void line(String text) {
    endBar();
    out.println(text);
    out.flush();
  }

  /// A heading with an empty line above.
  public void heading(String text) {
    line("");
    line(styled(Style.BOLD, text));
  }

  String styled(Style style, String text) {
    return terminal ? style.code + text + RESET : text;
  }

  /// Moves the progress bar; on anything but a terminal nothing shows until [#endBar].
  void bar(String label, long doneBytes, long totalBytes) {
    if (terminal) {
      out.print("\r" + barText(label, doneBytes, totalBytes) + "\u001b[K");
      out.flush();
      barStands = true;
    }
  }

  /// Shows a passing text where the bar would be; on anything but a terminal nothing shows.
  void passing(String text) {
    if (terminal) {
      out.print("\r" + text + "\u001b[K");
      out.flush();
      barStands = true;
    }
  }

  /// Takes a passing text away.
  void passed() {
    if (barStands) {
      out.print("\r\u001b[K");
      barStands = false;
    }
  }

  /// The bar's last word stays as a line.
  void barEnded(String label, long doneBytes, long totalBytes) {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    barStands = false;
    line(barText(label, doneBytes, totalBytes));
  }

  private void endBar() {
    if (barStands) {
      out.println();
      barStands = false;
    }
  }

  private static String barText(String label, long doneBytes, long totalBytes) {
    double share = totalBytes == 0 ? 0 : Math.min(1, (double) doneBytes / totalBytes);
    int full = (int) Math.round(share * BAR_WIDTH);
    return "  %s [%s%s] %3d %%  %.1f of %.1f MB"
        .formatted(
            label,
            "#".repeat(full),
            "-".repeat(BAR_WIDTH - full),
            Math.round(share * 100),
            doneBytes / 1e6,
            totalBytes / 1e6);
  }
}
