package dev.slipway.runner.web;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WrapsElement;
import org.openqa.selenium.interactions.Locatable;

/// An element that a test has seen. A live page may redraw it before the test uses it: then it is
/// looked for again, as a person would, and clicked again if it was redrawn under the mouse.
final class SeenElement implements InvocationHandler {
  private static final int MOST_REDRAWS = 20;

  private final Supplier<WebElement> look;
  private final Browser browser;
  private WebElement element;

  private SeenElement(WebElement element, Supplier<WebElement> look, Browser browser) {
    this.element = element;
    this.look = look;
    this.browser = browser;
  }

  static WebElement of(WebElement element, Supplier<WebElement> look, Browser browser) {
    return (WebElement)
        Proxy.newProxyInstance(
            SeenElement.class.getClassLoader(),
            new Class<?>[] {
              WebElement.class, WrapsElement.class, Locatable.class, TakesScreenshot.class
            },
            new SeenElement(element, look, browser));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == WrapsElement.class) {
      return element;
    }
    if (method.getName().equals("click")) {
      click();
      return null;
    }
    for (int redraws = 0; ; redraws++) {
      try {
        return method.invoke(element, arguments);
      } catch (InvocationTargetException e) {
        var cause = Objects.requireNonNull(e.getCause());
        if (!(cause instanceof StaleElementReferenceException) || redraws == MOST_REDRAWS) {
          throw cause;
        }
        element = look.get();
      }
    }
  }

  private void click() {
    browser.until(
        "click " + element,
        () -> {
          if (browser.hits(element)) {
            return true;
          }
          element = look.get();
          return false;
        });
  }
}
