package dev.slipway.runner.template;

import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// Holds the variables that template.yaml declares for a function against those that its handler
/// asks for while it is made.
final class HandlerSettings {
  private static final Map<String, String> GIVEN_BY_LAMBDA =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "nobody",
          "AWS_SECRET_ACCESS_KEY", "nothing");

  private HandlerSettings() {}

  static List<String> breaches(List<FunctionResource> functions) {
    var breaches = new ArrayList<String>();
    for (FunctionResource function : functions) {
      var environment = new HashMap<>(function.environment());
      environment.putAll(GIVEN_BY_LAMBDA);
      var asked = new AskedMap(environment);
      try {
        Class.forName(function.handler())
            .getConstructor(Map.class, InstantSource.class)
            .newInstance(asked, InstantSource.system());
      } catch (InvocationTargetException e) {
        breaches.add(
            function.logicalId() + " does not start: " + e.getTargetException().getMessage());
      } catch (ReflectiveOperationException e) {
        breaches.add(function.logicalId() + " has a handler that is not there: " + e.getMessage());
        continue;
      }
      var missing = new TreeSet<>(asked.names);
      missing.removeIf(name -> name.startsWith("AWS_"));
      missing.removeAll(function.environment().keySet());
      missing.forEach(name -> breaches.add(function.logicalId() + " is not told " + name));
      var idle = new TreeSet<>(function.environment().keySet());
      idle.removeIf(name -> !name.startsWith("SLIPWAY_"));
      idle.removeAll(asked.names);
      idle.forEach(name -> breaches.add(function.logicalId() + " never reads " + name));
    }
    return breaches;
  }

  private static final class AskedMap extends AbstractMap<String, String> {
    private final Map<String, String> values;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    AskedMap(Map<String, String> values) {
      this.values = Map.copyOf(values);
    }

    @Override
    public @Nullable String get(Object name) {
      names.add(String.valueOf(name));
      return values.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      names.add(String.valueOf(name));
      return values.containsKey(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      return values.entrySet();
    }
  }
}
