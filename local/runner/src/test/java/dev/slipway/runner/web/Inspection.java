package dev.slipway.runner.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Looks at a page as it is now, in every [Window] and in both colour schemes: axe finds no
/// barrier, no text is cut off, nothing is wider than the window, every control shows its focus,
/// and the browser refused nothing that the page did.
///
/// The colour scheme changes nothing but colours, and zooming nothing but the window, so that not
/// all rules run in every cell.
final class Inspection {
  private static final String AXE = resource("/axe.min.js");
  private static final String PAGE = resource("/page-inspection.js");

  private final Browser browser;
  private final List<String> faults = new ArrayList<>();

  private Inspection(Browser browser) {
    this.browser = browser;
  }

  /// Returns what is wrong, each with its window and colour scheme.
  static List<String> of(Browser browser) {
    var inspection = new Inspection(browser);
    try {
      for (Window window : Window.values()) {
        for (String scheme : new String[] {"light", "dark"}) {
          inspection.look(window, scheme);
        }
      }
    } finally {
      browser.window(Window.WIDE);
      browser.scheme("light");
    }
    inspection.add("any window", browser.breaches());
    return inspection.faults;
  }

  /// Returns what axe finds serious or critical, in the present window and colours.
  static List<String> seriousBarriers(Browser browser) {
    prepare(browser);
    var inspection = new Inspection(browser);
    inspection.add("here", browser.async("return pageInspection.seriousFindings()"));
    return inspection.faults;
  }

  /// Returns the same of some of the elements that match the selector.
  static List<String> seriousBarriers(Browser browser, String css, int first, int count) {
    prepare(browser);
    var inspection = new Inspection(browser);
    inspection.add(
        "here",
        browser.async(
            "return pageInspection.seriousFindings({include:"
                + " [...document.querySelectorAll(arguments[0])]"
                + ".slice(arguments[1], arguments[1] + arguments[2])})",
            css,
            first,
            count));
    return inspection.faults;
  }

  /// Brings the rules into the page.
  static void prepare(Browser browser) {
    if (!Boolean.TRUE.equals(
        browser.script("return Boolean(window.axe && window.pageInspection)"))) {
      browser.script(AXE + PAGE);
    }
  }

  private void look(Window window, String scheme) {
    browser.window(window);
    browser.scheme(scheme);
    boolean light = scheme.equals("light");
    boolean zoomed = window.scale > 1;
    if (zoomed && !light) {
      return;
    }
    prepare(browser);
    String cell = window + " " + scheme;
    if (light) {
      add(cell, browser.script("return pageInspection.layout()"));
    }
    if (!zoomed) {
      add(cell, browser.async("return pageInspection.axeFindings(arguments[0])", !light));
    }
    if (window == Window.WIDE) {
      browser.useKeyboard();
      add(cell, browser.script("return pageInspection.unseenFocus()"));
    }
  }

  private void add(String cell, Object found) {
    if (found instanceof List<?> list) {
      list.forEach(fault -> faults.add(cell + ": " + fault));
    } else {
      faults.add(cell + ": " + found);
    }
  }

  private static String resource(String name) {
    try (var script = Inspection.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
