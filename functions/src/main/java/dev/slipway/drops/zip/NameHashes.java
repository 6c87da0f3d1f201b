package dev.slipway.drops.zip;

/// A set of names of which only 64-bit hashes are stored, eight to sixteen bytes for each.
///
/// A name that was added is always found again. Of 250,000 names, two have the same hash in one of
/// some 600 million archives; the second then counts as present. Not thread-safe while names are
/// added.
final class NameHashes {
  /// Marks a free place; the hash of no name.
  private static final long FREE = 0;

  private long[] places = new long[1 << 10];
  private int size;

  /// Adds a name; returns whether it was absent.
  boolean add(String name) {
    // A quarter of the places stays free.
    if (size >= places.length / 4 * 3) {
      grow();
    }
    long hash = hash(name);
    int place = place(hash);
    if (places[place] == hash) {
      return false;
    }
    places[place] = hash;
    size++;
    return true;
  }

  boolean contains(String name) {
    long hash = hash(name);
    return places[place(hash)] == hash;
  }

  /// Returns the place of a hash, or the free place where it belongs.
  private int place(long hash) {
    int mask = places.length - 1;
    int place = (int) hash & mask;
    while (places[place] != hash && places[place] != FREE) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] before = places;
    places = new long[2 * before.length];
    for (long hash : before) {
      if (hash != FREE) {
        places[place(hash)] = hash;
      }
    }
  }

  /// Multiplies for each character as FNV-1a does, then mixes as MurmurHash3 ends.
  private static long hash(String name) {
    long hash = 0xCBF2_9CE4_8422_2325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x9E37_79B9_7F4A_7C15L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
    hash ^= hash >>> 33;
    return hash == FREE ? 1 : hash;
  }
}
