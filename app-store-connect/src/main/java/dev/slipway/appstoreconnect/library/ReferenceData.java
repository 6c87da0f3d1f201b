package dev.slipway.appstoreconnect.library;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Apple's catalogue of what can be placed where on versions. Apple wants it read at run time, and
/// again when an id is unknown (asset-library.md, 5).
///
/// @param specs all specifications by id
/// @param slots what each slot takes
public record ReferenceData(Map<String, AssetSpec> specs, Map<PlacementSlot, SlotRules> slots) {
  private static final String VERSIONS = "APP_STORE_VERSIONS";

  /// What a slot takes.
  ///
  /// @param most how many placements a localization has in it
  /// @param categories the categories of assets
  /// @param specIds the specifications; an asset fits if its own is among them
  public record SlotRules(int most, List<AssetCategory> categories, List<String> specIds) {
    public SlotRules {
      categories = List.copyOf(categories);
      specIds = List.copyOf(specIds);
    }
  }

  public ReferenceData {
    specs = Map.copyOf(specs);
    slots = Map.copyOf(slots);
  }

  /// Returns what a slot takes; absent for one that Apple does not name for versions.
  public Optional<SlotRules> rules(PlacementSlot slot) {
    return Optional.ofNullable(slots.get(slot));
  }

  /// Returns whether a slot takes assets of this specification.
  public boolean fits(PlacementSlot slot, String specId) {
    return rules(slot).map(rules -> rules.specIds().contains(specId)).orElse(false);
  }

  /// Returns the specifications of a slot, in Apple's order.
  public List<AssetSpec> specs(PlacementSlot slot) {
    return rules(slot).map(SlotRules::specIds).orElse(List.of()).stream()
        .flatMap(id -> Optional.ofNullable(specs.get(id)).stream())
        .toList();
  }

  /// Returns whether it explains a specification. If not, it is older than the specification and
  /// must be read again.
  public boolean knows(String specId) {
    return specs.containsKey(specId);
  }

  static ReferenceData read(Resource resource) {
    var attributes = resource.attributes();
    var specs = new LinkedHashMap<String, AssetSpec>();
    for (JsonObject json : attributes.objects("imageSpecs")) {
      var spec = AssetSpec.readImage(json);
      specs.put(spec.id(), spec);
    }
    for (JsonObject json : attributes.objects("videoSpecs")) {
      var spec = AssetSpec.readVideo(json);
      specs.put(spec.id(), spec);
    }
    return new ReferenceData(specs, slots(attributes));
  }

  private static Map<PlacementSlot, SlotRules> slots(JsonObject attributes) {
    var most = mostOnVersions(attributes);
    var slots = new HashMap<PlacementSlot, SlotRules>();
    for (JsonObject type : attributes.objects("placementTypes")) {
      var categories =
          type.strings("acceptsAssetCategories").stream().map(ReferenceData::category).toList();
      for (JsonObject mapping : type.objects("specMappings")) {
        var slot =
            new PlacementSlot(type.string("placementTypeId"), mapping.string("placementGroupId"));
        Integer limit = most.get(slot);
        if (limit != null) {
          slots.put(slot, new SlotRules(limit, categories, mapping.strings("specs")));
        }
      }
    }
    return slots;
  }

  private static AssetCategory category(String name) {
    for (AssetCategory category : AssetCategory.values()) {
      if (category.name().equals(name)) {
        return category;
      }
    }
    return AssetCategory.UNKNOWN;
  }

  private static Map<PlacementSlot, Integer> mostOnVersions(JsonObject attributes) {
    var most = new HashMap<PlacementSlot, Integer>();
    for (JsonObject feature : attributes.objects("features")) {
      if (!feature.string("featureId").equals(VERSIONS)) {
        continue;
      }
      for (JsonObject policy : feature.objects("placementPolicies")) {
        for (JsonObject limit : policy.objects("groupLimits")) {
          for (String group : limit.strings("groupIds")) {
            most.put(
                new PlacementSlot(policy.string("placementType"), group),
                (int) limit.number("maxCount"));
          }
        }
      }
    }
    return most;
  }
}
