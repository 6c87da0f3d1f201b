package dev.slipway.simulator.settings;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The faults that can still happen. Safe for use by many threads.
public final class Faults {
  private final List<Fault> scripted = new CopyOnWriteArrayList<>();
  private volatile Script script = (_, _) -> null;

  /// Decides for each call whether a fault hits it, for tests that count calls themselves. Called
  /// by many threads.
  @FunctionalInterface
  public interface Script {
    /// Returns the fault that hits this call of the API or this PUT of a part; null to leave the
    /// decision to the scripted [Fault]s.
    ///
    /// @param path without query, as sent
    @Nullable Fault faultOf(String method, String path);
  }

  /// Creates an empty collection.
  public Faults() {}

  /// Adds faults. If several match a call, the one added first hits it.
  public void add(Fault... faults) {
    scripted.addAll(List.of(faults));
  }

  /// Sets a script that is asked before any scripted fault; it replaces an earlier one.
  public void script(Script script) {
    this.script = script;
  }

  /// Removes all faults and the script.
  public void clear() {
    scripted.clear();
    script = (_, _) -> null;
  }

  /// Returns the faults that can still happen.
  public List<Fault> pending() {
    return scripted.stream().filter(fault -> !fault.isSpent()).toList();
  }

  /// Returns the fault that hits this call, or null. Counts the call for every fault that matches
  /// it.
  public @Nullable Fault hit(String method, String path) {
    Fault first = script.faultOf(method, path);
    if (first != null) {
      return first;
    }
    for (Fault fault : scripted) {
      if (fault.kind() instanceof Fault.Kind.UploadFault
          || fault.kind() instanceof Fault.Kind.AssetFault
          || fault.kind() instanceof Fault.Kind.WebhookFault) {
        continue;
      }
      if (fault.hits(method, path) && first == null) {
        first = fault;
      }
    }
    return first;
  }

  /// Returns the fault that hits this processing of an upload, or null.
  public @Nullable Fault hitProcessing() {
    for (Fault fault : scripted) {
      if (isOfProcessing(fault) && fault.take()) {
        return fault;
      }
    }
    return null;
  }

  /// Returns whether this commit of a build answers the composite checksum of other bytes.
  public boolean hitsComposite() {
    return scripted.stream()
        .anyMatch(fault -> fault.kind() instanceof Fault.Kind.OtherComposite && fault.take());
  }

  /// Returns the fault that hits this screenshot, preview or attachment at its commit, or null.
  public Fault.Kind.@Nullable AssetFault hitAsset(String fileName) {
    for (Fault fault : scripted) {
      if (fault.kind() instanceof Fault.Kind.AssetFault kind
          && (kind.fileName().equals("*") || kind.fileName().equals(fileName))
          && fault.take()) {
        return kind;
      }
    }
    return null;
  }

  /// Returns the fault that hits this notification, or null.
  ///
  /// @param eventType event type; empty for a ping
  public Fault.Kind.@Nullable WebhookFault hitWebhook(String eventType) {
    for (Fault fault : scripted) {
      if (fault.kind() instanceof Fault.Kind.WebhookFault kind && fault.hits("POST", eventType)) {
        return kind;
      }
    }
    return null;
  }

  private static boolean isOfProcessing(Fault fault) {
    return fault.kind() instanceof Fault.Kind.ProcessingFailure
        || fault.kind() instanceof Fault.Kind.InvalidBinary
        || fault.kind() instanceof Fault.Kind.EndlessProcessing;
  }
}
