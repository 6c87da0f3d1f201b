package dev.slipway.aws.logging;

import dev.slipway.aws.Version;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The only backend of `System.Logger`: writes `time level message`, the version of Slipway, the
/// fields, and for a failure its class and frames, as one JSON line. Fields are a `Map` given as
/// the message's parameter:
///
/// ```java
/// LOGGER.log(Level.INFO, "Connection checked", Map.of("connectionId", id));
/// ```
///
/// The message is a constant sentence and is never formatted. An exception's own message is written
/// only if Slipway defines its type: messages of libraries may repeat a request. Thread-safe.
///
/// It is a handler of `java.util.logging`, to which the JDK passes `System.Logger`, and not a
/// `LoggerFinder` service: the JDK looks for that in the system class loader, and Lambda's Java
/// runtime loads the function's jars in another one (aws-lambda-java-libs, `AWSLambda`).
public final class JsonLog extends Handler {
  private static final String OURS = "dev.slipway";
  private static final int FRAMES = 30;
  private static final int CAUSES = 5;
  private static final InheritableThreadLocal<Map<String, String>> INVOCATION =
      new InheritableThreadLocal<>();

  private static final String VERSION = Version.running();

  private final Consumer<String> lines;

  private JsonLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /// Makes this the only log handler of the process, on standard output. Our loggers log from INFO,
  /// all others from WARNING. May be called again.
  public static void install() {
    Logger root = LogManager.getLogManager().getLogger("");
    synchronized (JsonLog.class) {
      if (Stream.of(root.getHandlers()).anyMatch(JsonLog.class::isInstance)) {
        return;
      }
      // Read for every line, because tests replace the stream.
      install(line -> System.out.println(line));
    }
  }

  /// Does the same as [#install()] with another target; for tests.
  @SuppressWarnings("NonFinalStaticField")
  static synchronized void install(Consumer<String> lines) {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new JsonLog(lines));
    root.setLevel(Level.WARNING);
    ours = Logger.getLogger(OURS);
    ours.setLevel(Level.INFO);
  }

  /// Held here, because the log manager holds its loggers weakly.
  private static @Nullable Logger ours;

  /// A stretch of work of one thread.
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /// Adds these fields to every line that is logged until the scope is closed, also by threads
  /// started within, and to those of a scope around it.
  public static Scope during(Map<String, String> fields) {
    var before = INVOCATION.get();
    var all = new LinkedHashMap<>(before == null ? Map.of() : before);
    all.putAll(fields);
    INVOCATION.set(Map.copyOf(all));
    return () -> {
      if (before == null) {
        INVOCATION.remove();
      } else {
        INVOCATION.set(before);
      }
    };
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event)) {
      lines.accept(Json.writeText(line(event)));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private static Map<String, @Nullable Object> line(LogRecord event) {
    String logger = event.getLoggerName() == null ? "" : event.getLoggerName();
    var line =
        JsonFields.with("time", event.getInstant())
            .put("level", levelName(event.getLevel()))
            .put("message", event.getMessage() == null ? "" : event.getMessage())
            .put("logger", logger.substring(logger.lastIndexOf('.') + 1))
            .put("version", VERSION);
    var invocation = INVOCATION.get();
    if (invocation != null) {
      invocation.forEach(line::put);
    }
    Object[] parameters = event.getParameters();
    if (parameters != null) {
      for (Object parameter : parameters) {
        if (parameter instanceof Map<?, ?> fields) {
          var ordered = new LinkedHashMap<String, Object>();
          fields.forEach((name, value) -> ordered.put(String.valueOf(name), value));
          ordered.forEach(line::put);
        }
      }
    }
    if (event.getThrown() != null) {
      line.put("error", failure(event.getThrown(), 0));
    }
    return line.toMap();
  }

  private static JsonFields failure(Throwable failure, int depth) {
    String type = failure.getClass().getName();
    var fields = JsonFields.with("class", type);
    if (type.startsWith(OURS) && failure.getMessage() != null) {
      fields.put("message", failure.getMessage());
    }
    List<String> frames =
        Stream.of(failure.getStackTrace())
            .limit(depth == 0 ? FRAMES : FRAMES / 3)
            .map(StackTraceElement::toString)
            .toList();
    fields.put("frames", frames);
    if (failure.getCause() != null && depth < CAUSES) {
      fields.put("cause", failure(failure.getCause(), depth + 1));
    }
    return fields;
  }

  private static String levelName(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }
}
