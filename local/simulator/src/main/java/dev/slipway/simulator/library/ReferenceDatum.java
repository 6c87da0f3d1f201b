package dev.slipway.simulator.library;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `appAssetLibraryRefData`: a collection with one element, the same for every team. That its id is
/// "1": Apple's sample answers (70903700618).
public final class ReferenceDatum implements Computed {
  public static final String TYPE = "appAssetLibraryRefData";
  private static final String ID = "1";
  private static final String DIMENSIONS = "dimensions";

  private final ReferenceData data = ReferenceData.instance();

  @Override
  public @Nullable Resource find(String id) {
    return id.equals(ID) ? resource(Map.of()) : null;
  }

  @Override
  public Collection<Resource> all() {
    return List.of(resource(Map.of()));
  }

  /// Returns the element with what the filters leave of it. That they leave out the other elements
  /// of their own list alone is a guess.
  ///
  /// @param filters `features`, `placementTypes`, `placementProfileGroups`, `specs`
  public static Resource filtered(Map<String, List<String>> filters) {
    return new ReferenceDatum().resource(filters);
  }

  private Resource resource(Map<String, List<String>> filters) {
    Resource resource = Resource.computed(TYPE, ID, "");
    ObjectNode attributes = resource.attributes();
    features(attributes.putArray("features"), filters);
    groups(attributes.putArray("placementProfileGroups"), filters);
    ArrayNode images = attributes.putArray("imageSpecs");
    ArrayNode videos = attributes.putArray("videoSpecs");
    for (AssetSpec spec : data.specs()) {
      if (isAsked(filters, "specs", spec.id())) {
        switch (spec.details()) {
          case AssetSpec.OfImage image -> images.add(image(spec, image));
          case AssetSpec.OfVideo video -> videos.add(video(spec, video));
        }
      }
    }
    placementTypes(attributes.putArray("placementTypes"), filters);
    displayClasses(attributes.putArray("displayClasses"));
    return resource;
  }

  private static boolean isAsked(Map<String, List<String>> filters, String name, String value) {
    return !filters.containsKey(name) || filters.getOrDefault(name, List.of()).contains(value);
  }

  private void features(ArrayNode features, Map<String, List<String>> filters) {
    String last = "";
    ArrayNode policies = JsonNodeFactory.instance.arrayNode();
    for (ReferenceData.Limit limit : data.limits()) {
      if (!isAsked(filters, "features", limit.feature())) {
        continue;
      }
      if (!limit.feature().equals(last)) {
        last = limit.feature();
        policies = features.addObject().put("featureId", last).putArray("placementPolicies");
      }
      ObjectNode groupLimit =
          policies
              .addObject()
              .put("placementType", limit.placementType())
              .putArray("groupLimits")
              .addObject();
      ArrayNode ids = groupLimit.putArray("groupIds");
      data.mappings(limit.placementType()).keySet().forEach(ids::add);
      groupLimit.put("maxCount", limit.most());
    }
  }

  private void groups(ArrayNode groups, Map<String, List<String>> filters) {
    for (ReferenceData.Group group : data.groups()) {
      if (isAsked(filters, "placementProfileGroups", group.id())) {
        groups
            .addObject()
            .put("placementProfileGroupId", group.id())
            .put("platform", group.platform())
            .put("displayClassId", group.displayClass());
      }
    }
  }

  private static ObjectNode common(AssetSpec spec) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("specId", spec.id())
            .put("shortName", spec.shortName());
    json.putObject(DIMENSIONS)
        .put("minWidth", spec.widths().least())
        .put("maxWidth", spec.widths().most())
        .put("minHeight", spec.heights().least())
        .put("maxHeight", spec.heights().most());
    spec.placementTypes().forEach(json.putArray("compatiblePlacementTypes")::add);
    return json;
  }

  private static ObjectNode image(AssetSpec spec, AssetSpec.OfImage image) {
    return file(common(spec).put("alphaAllowed", image.alphaAllowed()), spec);
  }

  private static ObjectNode video(AssetSpec spec, AssetSpec.OfVideo video) {
    ObjectNode json = common(spec);
    ArrayNode rates = json.putArray("frameRates");
    for (AssetSpec.Range range : video.framesPerSecond()) {
      rates.addObject().put("minFps", range.least()).put("maxFps", range.most());
    }
    json.putObject("duration")
        .put("min", "PT" + video.seconds().least() + "S")
        .put("max", "PT" + video.seconds().most() + "S");
    return file(json.put("audioRequired", video.audioRequired()), spec);
  }

  private static ObjectNode file(ObjectNode json, AssetSpec spec) {
    spec.fileExtensions().forEach(json.putArray("fileExtensions")::add);
    return json.put("maxFileSize", AssetSpec.MOST_BYTES);
  }

  private void placementTypes(ArrayNode types, Map<String, List<String>> filters) {
    data.categories()
        .forEach(
            (type, category) -> {
              if (!isAsked(filters, "placementTypes", type)) {
                return;
              }
              ObjectNode json = types.addObject().put("placementTypeId", type);
              json.putArray("acceptsAssetCategories").add(category);
              ArrayNode mappings = json.putArray("specMappings");
              data.mappings(type)
                  .forEach(
                      (group, specs) -> {
                        ArrayNode ids =
                            mappings.addObject().put("placementGroupId", group).putArray("specs");
                        specs.forEach(spec -> ids.add(spec.id()));
                      });
            });
  }

  private void displayClasses(ArrayNode classes) {
    for (ReferenceData.DisplayClass one : data.displayClasses()) {
      ObjectNode json = classes.addObject().put("displayClassId", one.id());
      if (one.deviceFamily().isEmpty()) {
        json.putNull("deviceFamily");
      } else {
        json.put("deviceFamily", one.deviceFamily());
      }
      one.screens().forEach(json.putArray("screenDimensions")::add);
    }
  }
}
