package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.openqa.selenium.Keys;

/// A person who has nothing but a keyboard. Each place that gets the focus has to be in the window
/// and to show its focus, and the focus is never lost.
final class Keyboard {
  private static final int MOST_STOPS = 120;

  private final Browser browser;

  Keyboard(Browser browser) {
    this.browser = browser;
  }

  /// Presses Tab until an element that matches has the focus.
  void tabTo(String css) {
    go(css, () -> browser.press(Keys.TAB));
  }

  /// Presses Shift and Tab until an element that matches has the focus.
  void backTo(String css) {
    go(css, () -> browser.pressWith(Keys.SHIFT, Keys.TAB));
  }

  private void go(String css, Runnable step) {
    var stops = new ArrayList<String>();
    while (stops.size() < MOST_STOPS) {
      step.run();
      var focused = focused();
      stops.add(String.valueOf(focused.get("name")));
      // Between the last and the first element the browser itself has the focus.
      if (!Boolean.TRUE.equals(focused.get("lost"))) {
        assertThat(focused.get("fault")).as("on the way to %s: %s", css, stops).isEqualTo("");
        assertThat(focused.get("outside")).as("out of the window: %s", stops).isEqualTo(false);
      }
      if (has(css)) {
        return;
      }
    }
    throw new AssertionError("Tab never reached " + css + ": " + stops);
  }

  /// Presses a key, as long as something has the focus that takes it.
  void press(CharSequence key) {
    assertKept("before " + key);
    browser.press(key);
  }

  /// Types into the field that has the focus.
  void type(String text) {
    browser.pressWith(Keys.CONTROL, "a");
    browser.press(text);
  }

  /// Opens the file dialog of the button that has the focus, and chooses a file or folder in it.
  ///
  /// @param input the field to which the dialog belongs
  void choose(String input, Path path) {
    browser.answerFileDialogs();
    browser.script(
        "window.opened = ''; document.querySelector(arguments[0]).addEventListener('click',"
            + " () => { window.opened = arguments[0]; }, {once: true})",
        input);
    press(Keys.ENTER);
    browser.until("its dialog", () -> input.equals(browser.script("return window.opened")));
    browser.all(input).getFirst().sendKeys(path.toAbsolutePath().toString());
  }

  /// Waits until an element that matches has the focus, however it got it.
  void isAt(String css) {
    browser.until("the focus at " + css, () -> has(css));
  }

  /// The focus is somewhere. A live update may have moved it out of the window, which does not
  /// scroll by itself while a person reads.
  void assertKept(String when) {
    var focused = focused();
    assertThat(focused.get("lost")).as("the focus is lost %s", when).isEqualTo(false);
    assertThat(focused.get("fault")).as("focus %s", when).isEqualTo("");
  }

  private boolean has(String css) {
    return Boolean.TRUE.equals(
        browser.script("return document.activeElement.matches(arguments[0])", css));
  }

  private Map<?, ?> focused() {
    Inspection.prepare(browser);
    return (Map<?, ?>) browser.script("return pageInspection.focused()");
  }
}
