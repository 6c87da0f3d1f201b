package dev.slipway.simulator.apps;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `appInfos`: the categories, in practice those of the draft.
public final class AppInfos {
  private static final List<String> SIDES = List.of("primary", "secondary");

  public void register(Writes writes) {
    writes.on("PATCH /v1/appInfos/{id}", AppInfos::update);
  }

  private static Resource update(WriteCall call) {
    Resource info = call.target();
    requireOpen(call, info);
    Map<String, @Nullable String> wanted = new HashMap<>();
    for (String side : SIDES) {
      categories(call, info, side, wanted);
    }
    String primary = wanted.get("primaryCategory");
    if (primary != null && primary.equals(wanted.get("secondaryCategory"))) {
      refuse(call, "secondaryCategory", "The secondary category can not be the primary one");
    }
    wanted.forEach(info::relate);
    return info;
  }

  /// Refuses locked categories. The code: review-live.md, A8; the words are a guess.
  private static void requireOpen(WriteCall call, Resource info) {
    List<ApiError> errors = new ArrayList<>();
    call.data()
        .path("relationships")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!EditableFields.isOpen(call.world(), info.text("state"), "appInfos." + name)) {
                errors.add(
                    new ApiError(
                        409,
                        "ENTITY_ERROR.RELATIONSHIP.INVALID_STATE",
                        "A relationship value is not acceptable for the current resource state.",
                        "The relationship '" + name + "' can not be modified in the current state.",
                        "/data/relationships/" + name,
                        null,
                        null,
                        null));
              }
            });
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
  }

  /// Sets one side. A subcategory must belong to its side's category; changing the category removes
  /// the old subcategories.
  private static void categories(
      WriteCall call, Resource info, String side, Map<String, @Nullable String> wanted) {
    String name = side + "Category";
    String category = category(call, info, name);
    if (category != null && parent(call.world(), category) != null) {
      refuse(call, name, "'" + category + "' is a subcategory");
    }
    wanted.put(name, category);
    @Nullable String first = null;
    for (String sub : List.of(side + "SubcategoryOne", side + "SubcategoryTwo")) {
      String id = category(call, info, sub);
      if (id != null && !Objects.equals(parent(call.world(), id), category)) {
        if (call.givesRelationship(sub)) {
          refuse(call, sub, "'" + id + "' is not a subcategory of '" + category + "'");
        } else if (!call.world().guesses().turned(Guess.SUBCATEGORIES_STAY)) {
          id = null;
        }
      }
      if (id != null && id.equals(first)) {
        refuse(call, sub, "The two subcategories can not be the same");
      }
      first = id;
      wanted.put(sub, id);
    }
  }

  private static void refuse(WriteCall call, String relationship, String detail) {
    if (call.world().guesses().turned(Guess.CATEGORIES_ARE_CHECKED)) {
      throw new ApiException(RelationshipErrors.invalid(relationship, detail));
    }
  }

  private static @Nullable String category(WriteCall call, Resource info, String name) {
    if (!call.givesRelationship(name)) {
      return info.relation(name);
    }
    String id = call.relationshipId(name);
    return id == null ? null : call.find("appCategories", id, name).id();
  }

  private static @Nullable String parent(World world, String category) {
    return world.get("appCategories", category).relation("parent");
  }
}
