package dev.slipway.state;

import dev.slipway.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state store of tests that are not about S3: same contract, in memory. Thread-safe.
public final class InMemoryStateStore implements StateStore {
  private final TreeMap<String, Entry> documents = new TreeMap<>();
  private long writes;

  private record Entry(byte[] utf8, String version) {}

  @Override
  public synchronized Optional<Stored> read(String key) {
    return Optional.ofNullable(documents.get(key))
        .map(entry -> new Stored(Json.parse(entry.utf8), entry.version));
  }

  @Override
  public synchronized WriteOutcome create(String key, Map<String, ?> document) {
    return documents.containsKey(key) ? new WriteOutcome.Conflict() : write(key, document);
  }

  @Override
  public synchronized WriteOutcome replace(
      String key, Map<String, ?> document, String expectedVersion) {
    var entry = documents.get(key);
    return entry == null || !entry.version.equals(expectedVersion)
        ? new WriteOutcome.Conflict()
        : write(key, document);
  }

  @Override
  public synchronized void put(String key, Map<String, ?> document) {
    write(key, document);
  }

  @Override
  public synchronized void delete(String key) {
    documents.remove(key);
  }

  @Override
  public synchronized KeyPage list(String prefix, @Nullable String startAfter, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page holds 1 to 1000 keys");
    }
    List<String> keys =
        documents.keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .filter(key -> startAfter == null || key.compareTo(startAfter) > 0)
            .limit(limit + 1L)
            .toList();
    return keys.size() > limit
        ? new KeyPage(keys.subList(0, limit), keys.get(limit - 1))
        : new KeyPage(keys, null);
  }

  private WriteOutcome write(String key, Map<String, ?> document) {
    String version = "v" + ++writes;
    documents.put(key, new Entry(Json.write(document), version));
    return new WriteOutcome.Written(version);
  }
}
