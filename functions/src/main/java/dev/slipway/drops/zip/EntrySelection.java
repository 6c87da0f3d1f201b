package dev.slipway.drops.zip;

/// Selects the entries of an archive that stay in memory.
///
/// [CentralDirectory] asks it once for each entry while it reads the directory, in the order of the
/// archive. An entry that is not kept leaves a hash of its name behind, which
/// [CentralDirectory#contains] knows. Names are as in [CentralDirectory#entry]. Not thread-safe.
@FunctionalInterface
public interface EntrySelection {
  /// Returns whether the entry is kept.
  ///
  /// @param name ends with a slash when the entry is a folder
  /// @param sizeBytes the uncompressed size according to the central directory; never negative
  boolean keeps(String name, long sizeBytes);
}
