package dev.slipway.simulator.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The catalogue of placement groups, specifications and limits, as Apple answered it on 2026-10-09
/// (asset-library.md, 5; L 71352340249). Read once from `reference-data.tsv`; immutable.
final class ReferenceData {
  static final String VERSIONS = "APP_STORE_VERSIONS";
  private static final ReferenceData INSTANCE = new ReferenceData();

  /// A placement group.
  ///
  /// @param id for example `IPHONE_DUO_PROFILE`
  /// @param platform for example `IPHONE_APP_STORE`
  /// @param displayClass its display class
  /// @param displayType `screenshotDisplayType` of the sets that show the same; empty if none does
  record Group(String id, String platform, String displayClass, String displayType) {}

  /// A display class. The device family is empty and the screens are none for the class `DEFAULT`.
  record DisplayClass(String id, String deviceFamily, List<String> screens) {}

  /// How many placements of a type each group has on a localization of this feature.
  record Limit(String feature, String placementType, int most) {}

  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final List<DisplayClass> displayClasses = new ArrayList<>();
  private final Map<String, AssetSpec> specs = new LinkedHashMap<>();
  private final Map<String, String> categories = new LinkedHashMap<>();
  private final Map<String, Map<String, List<AssetSpec>>> mappings = new LinkedHashMap<>();
  private final List<Limit> limits = new ArrayList<>();

  private ReferenceData() {
    try (InputStream in =
            Objects.requireNonNull(ReferenceData.class.getResourceAsStream("reference-data.tsv"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the data, which are read at first use.
  static ReferenceData instance() {
    return INSTANCE;
  }

  private void add(String line) {
    String[] cells = line.replace("\t-", "\t").split("\t", -1);
    switch (cells[0]) {
      case "class" -> displayClasses.add(new DisplayClass(cells[1], cells[2], list(cells[3])));
      case "group" -> groups.put(cells[1], new Group(cells[1], cells[2], cells[3], cells[4]));
      case "image" -> add(cells, cells[7], new AssetSpec.OfImage(Boolean.parseBoolean(cells[6])));
      case "video" ->
          add(
              cells,
              cells[9],
              new AssetSpec.OfVideo(
                  list(cells[6]).stream().map(AssetSpec.Range::of).toList(),
                  AssetSpec.Range.of(cells[7]),
                  Boolean.parseBoolean(cells[8])));
      case "type" -> categories.put(cells[1], cells[2]);
      case "mapping" ->
          mappings
              .computeIfAbsent(cells[1], type -> new LinkedHashMap<>())
              .put(cells[2], list(cells[3]).stream().map(this::byShortName).toList());
      case "limit" -> limits.add(new Limit(cells[1], cells[2], Integer.parseInt(cells[3])));
      default -> throw new IllegalStateException("Not a line of the reference data: " + line);
    }
  }

  private void add(String[] cells, String placementTypes, AssetSpec.Details details) {
    specs.put(
        cells[1],
        new AssetSpec(
            cells[1],
            cells[2],
            AssetSpec.Range.of(cells[3]),
            AssetSpec.Range.of(cells[4]),
            list(cells[5]),
            list(placementTypes),
            details));
  }

  private AssetSpec byShortName(String shortName) {
    return specs.values().stream()
        .filter(spec -> spec.shortName().equals(shortName))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> list(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
  }

  /// Returns all groups.
  List<Group> groups() {
    return List.copyOf(groups.values());
  }

  /// Returns all display classes.
  List<DisplayClass> displayClasses() {
    return displayClasses;
  }

  /// Returns all specifications: images, then videos.
  List<AssetSpec> specs() {
    return List.copyOf(specs.values());
  }

  /// Returns the category of the assets of each placement type.
  Map<String, String> categories() {
    return categories;
  }

  /// Returns the specifications that a placement type accepts, by group.
  Map<String, List<AssetSpec>> mappings(String placementType) {
    return mappings.getOrDefault(placementType, Map.of());
  }

  /// Returns all limits.
  List<Limit> limits() {
    return limits;
  }

  /// Returns how many placements of a type a group has on a localization of a version; empty if the
  /// type is not for versions.
  Optional<Integer> mostOnVersions(String placementType) {
    return limits.stream()
        .filter(limit -> limit.feature().equals(VERSIONS))
        .filter(limit -> limit.placementType().equals(placementType))
        .map(Limit::most)
        .findFirst();
  }

  /// Returns whether a placement of this type and group accepts a specification.
  boolean fits(String placementType, String group, String specId) {
    return mappings(placementType).getOrDefault(group, List.of()).stream()
        .anyMatch(spec -> spec.id().equals(specId));
  }

  /// Returns whether versions of this platform show the group.
  boolean shows(String group, String platform) {
    Group found = groups.get(group);
    if (found == null) {
      return false;
    }
    return switch (found.platform()) {
      case "ANY" -> true;
      case "MAC_APP_STORE" -> platform.equals("MAC_OS");
      case "TV_APP_STORE" -> platform.equals("TV_OS");
      case "VISION_PRO_APP_STORE" -> platform.equals("VISION_OS");
      default -> platform.equals("IOS");
    };
  }

  /// Returns the `screenshotDisplayType` of the sets that show the same as a group; empty if none
  /// does. That of preview sets is the same without its `APP_`.
  String displayType(String group) {
    Group found = groups.get(group);
    return found == null ? "" : found.displayType();
  }

  /// Returns the group that sets of a display type show, of screenshots or previews.
  Optional<String> groupOfSet(String displayType) {
    return groups.values().stream()
        .filter(
            group ->
                !group.displayType().isEmpty()
                    && (group.displayType().equals(displayType)
                        || group.displayType().equals("APP_" + displayType)))
        .map(Group::id)
        .findFirst();
  }
}
