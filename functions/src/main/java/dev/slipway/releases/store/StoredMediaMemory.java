package dev.slipway.releases.store;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.KeyHash;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts about one folder's media, kept in the state bucket from release to release. It is a
/// cache: the last writer wins, and lost facts are computed again. Thread-safe.
public final class StoredMediaMemory implements MediaMemory {
  private static final int UNWRITTEN_LIMIT = 50;

  private final StateStore state;
  private final String key;
  private final Map<String, Facts> facts = new HashMap<>();
  private int unwritten;

  private record Facts(String versionId, @Nullable MediaLook look, @Nullable String md5) {}

  private StoredMediaMemory(StateStore state, String key) {
    this.state = state;
    this.key = key;
  }

  /// Reads the stored facts.
  ///
  /// @param folder the folder's prefix in the drop bucket
  public static StoredMediaMemory open(StateStore state, ConnectionId connection, String folder) {
    var memory = new StoredMediaMemory(state, StateKeys.mediaFacts(connection, KeyHash.of(folder)));
    state.read(memory.key).ifPresent(stored -> memory.load(stored.document()));
    return memory;
  }

  @Override
  public synchronized @Nullable MediaLook look(ObjectVersion file) {
    var known = known(file);
    return known == null ? null : known.look;
  }

  @Override
  public synchronized @Nullable String md5(ObjectVersion file) {
    var known = known(file);
    return known == null ? null : known.md5;
  }

  @Override
  public synchronized void rememberLook(ObjectVersion file, MediaLook look) {
    var known = known(file);
    store(file, new Facts(file.versionId(), look, known == null ? null : known.md5));
  }

  @Override
  public synchronized void rememberMd5(ObjectVersion file, String md5Hex) {
    var known = known(file);
    store(file, new Facts(file.versionId(), known == null ? null : known.look, md5Hex));
  }

  /// Writes new facts.
  public synchronized void flush() {
    if (unwritten > 0) {
      write();
    }
  }

  private @Nullable Facts known(ObjectVersion file) {
    var known = facts.get(file.key());
    return known != null && known.versionId.equals(file.versionId()) ? known : null;
  }

  private void store(ObjectVersion file, Facts found) {
    facts.put(file.key(), found);
    unwritten++;
    if (unwritten >= UNWRITTEN_LIMIT) {
      write();
    }
  }

  private void write() {
    var files = new ArrayList<Map<String, @Nullable Object>>();
    facts.forEach((path, found) -> files.add(toJson(path, found)));
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("files", files);
    state.put(key, document);
    unwritten = 0;
  }

  /// Loads the facts; unreadable ones are lost and do no harm.
  private void load(JsonObject json) {
    try {
      for (JsonObject file : json.objects("files")) {
        facts.put(
            file.string("path"),
            new Facts(
                file.string("versionId"),
                file.optionalObject("look").flatMap(StoredMediaLook::read).orElse(null),
                file.optionalString("md5").orElse(null)));
      }
    } catch (JsonShapeException | ArithmeticException e) {
      facts.clear();
    }
  }

  private static Map<String, @Nullable Object> toJson(String path, Facts found) {
    var fields = JsonFields.with("path", path).put("versionId", found.versionId);
    var look = found.look;
    if (look != null) {
      fields.put("look", StoredMediaLook.toJson(look));
    }
    return fields.putIfNotNull("md5", found.md5).toMap();
  }
}
