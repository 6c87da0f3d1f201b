package dev.slipway.releases.preflight.creative;

import dev.slipway.appstoreconnect.library.AssetSpec;
import dev.slipway.appstoreconnect.library.AssetSpec.Range;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.library.ReferenceData;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.creative.CreativeSlot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Apple takes in each slot of the product page. Immutable.
///
/// @param bySlot what each slot takes
public record CreativeSpecs(Map<CreativeSlot, SlotSpecs> bySlot) {
  private static final int COLUMNS = 9;
  private static final CreativeSpecs KNOWN = readTable();

  public CreativeSpecs {
    bySlot = Map.copyOf(bySlot);
  }

  /// What one slot takes.
  ///
  /// @param most files of each locale
  /// @param specs pictures and videos
  public record SlotSpecs(int most, List<AssetSpec> specs) {
    public SlotSpecs {
      specs = List.copyOf(specs);
    }

    /// Returns the specifications of pictures, or those of videos.
    public List<AssetSpec> of(MediaKind kind) {
      return specs.stream().filter(spec -> kind(spec) == kind).toList();
    }
  }

  /// Returns the specifications of the resource `creative-specs.tsv`, which names its source.
  public static CreativeSpecs known() {
    return KNOWN;
  }

  /// Returns what Apple's reference data say, which decide. For a slot that they do not name, the
  /// known specifications are kept.
  ///
  /// @param data null when they were not read
  public static CreativeSpecs of(@Nullable ReferenceData data) {
    if (data == null) {
      return KNOWN;
    }
    var bySlot = new EnumMap<CreativeSlot, SlotSpecs>(KNOWN.bySlot);
    for (CreativeSlot slot : CreativeSlot.values()) {
      var placement = new PlacementSlot(slot.placementType(), CreativeSlot.PLACEMENT_GROUP);
      var specs = data.specs(placement);
      if (!specs.isEmpty()) {
        data.rules(placement)
            .ifPresent(rules -> bySlot.put(slot, new SlotSpecs(rules.most(), specs)));
      }
    }
    return new CreativeSpecs(bySlot);
  }

  /// Returns what a slot takes.
  public SlotSpecs of(CreativeSlot slot) {
    return Objects.requireNonNull(bySlot.get(slot));
  }

  private static MediaKind kind(AssetSpec spec) {
    return switch (spec.details()) {
      case AssetSpec.OfImage _ -> MediaKind.SCREENSHOT;
      case AssetSpec.OfVideo _ -> MediaKind.PREVIEW;
    };
  }

  private static CreativeSpecs readTable() {
    try (var table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    CreativeSpecs.class.getResourceAsStream("creative-specs.tsv")),
                StandardCharsets.UTF_8))) {
      return parse(table.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CreativeSpecs parse(Stream<String> lines) {
    var most = new EnumMap<CreativeSlot, Integer>(CreativeSlot.class);
    var specs = new EnumMap<CreativeSlot, List<AssetSpec>>(CreativeSlot.class);
    lines
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(
            cells -> {
              if (cells.length != COLUMNS) {
                throw new IllegalStateException(
                    "creative-specs.tsv: a line with " + cells.length + " columns");
              }
              var slot = CreativeSlot.valueOf(cells[0]);
              most.put(slot, Integer.valueOf(cells[1]));
              specs.computeIfAbsent(slot, _ -> new ArrayList<>()).add(spec(cells));
            });
    var bySlot = new EnumMap<CreativeSlot, SlotSpecs>(CreativeSlot.class);
    specs.forEach(
        (slot, list) ->
            bySlot.put(slot, new SlotSpecs(Objects.requireNonNull(most.get(slot)), list)));
    return new CreativeSpecs(bySlot);
  }

  private static AssetSpec spec(String[] cells) {
    return new AssetSpec(
        cells[2],
        cells[2],
        range(cells[3]),
        range(cells[4]),
        List.of(cells[5].split(",", -1)),
        Long.valueOf(cells[6]),
        cells[7].isEmpty() ? new AssetSpec.OfImage(false) : video(cells[7], range(cells[8])));
  }

  private static AssetSpec.OfVideo video(String rates, Range seconds) {
    return new AssetSpec.OfVideo(
        Stream.of(rates.split(",", -1)).map(CreativeSpecs::range).toList(),
        Duration.ofSeconds(seconds.least()),
        Duration.ofSeconds(seconds.most()),
        false);
  }

  private static Range range(String cell) {
    String[] ends = cell.split("~", -1);
    return new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
  }
}
