package dev.slipway.simulator.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.media.MediaKind;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `appAssetLibraryPlacementOrderingRequests`: the order of the placements of one type in one group
/// of a localization. Nothing of a request can be read later (asset-library.md, 1 and 4).
final class PlacementOrders implements Computed {
  private static final String TYPE = "appAssetLibraryPlacementOrderingRequests";
  private static final String ORDERED = "orderedPlacements";

  private final World world;

  PlacementOrders(World world) {
    this.world = world;
    world.compute(TYPE, this, List.of(TYPE + "." + ORDERED));
  }

  void register(Writes writes) {
    writes.on("POST /v1/" + TYPE, this::order);
  }

  @Override
  public @Nullable Resource find(String id) {
    return null;
  }

  @Override
  public List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    List<Resource> ordered = new ArrayList<>();
    for (JsonNode id : resource.hidden().path(ORDERED)) {
      ordered.add(world.get(Placements.TYPE, id.asText()));
    }
    return ordered;
  }

  private Resource order(WriteCall call) {
    if (call.relationshipId(ParentStates.LOCALIZATION) == null) {
      throw new ApiException(RelationshipErrors.required(ParentStates.LOCALIZATION));
    }
    Resource localization = call.related(ParentStates.LOCALIZATION, "appStoreVersionLocalizations");
    ParentStates.requireOpen(world, ParentStates.versionOf(world, localization));
    List<Resource> wanted = new ArrayList<>();
    for (JsonNode one : call.data().path("relationships").path(ORDERED).path("data")) {
      Resource placement = call.find(Placements.TYPE, one.path("id").textValue(), ORDERED);
      if (!Objects.equals(placement.relation(ParentStates.LOCALIZATION), localization.id())
          || !placement.text(Placements.GROUP).equals(call.text(Placements.GROUP))
          || wanted.contains(placement)) {
        throw new ApiException(
            RelationshipErrors.invalid(
                ORDERED, "Each placement must be one of the group, named once."));
      }
      wanted.add(placement);
    }
    if (wanted.stream().map(one -> one.text(Placements.PLACEMENT_TYPE)).distinct().count() != 1) {
      throw new ApiException(
          RelationshipErrors.invalid(ORDERED, "The placements must be of one type."));
    }
    List<Resource> all =
        new ArrayList<>(
            Placements.inGroup(
                world,
                localization,
                wanted.getFirst().text(Placements.PLACEMENT_TYPE),
                call.text(Placements.GROUP)));
    all.removeAll(wanted);
    if (!all.isEmpty() && world.guesses().turned(Guess.PLACEMENT_ORDER_NAMES_ALL)) {
      throw new ApiException(
          RelationshipErrors.invalid(
              ORDERED, "The request must name every placement of the type in the group."));
    }
    all.addAll(0, wanted);
    for (int position = 0; position < all.size(); position++) {
      all.get(position).attributes().put(Placements.POSITION, position);
    }
    orderSet(all);
    Resource request = Resource.computed(TYPE, UUID.randomUUID().toString(), "");
    var ids = request.hidden().putArray(ORDERED);
    wanted.forEach(one -> ids.add(one.id()));
    return request;
  }

  /// Gives the set that shows the placements the same order.
  private void orderSet(List<Resource> placements) {
    MediaKind kind = AssetKind.valueOf(placements.getFirst().text("mediaType")).inSets();
    List<Resource> members = new ArrayList<>();
    for (Resource placement : placements) {
      Resource member =
          world.find(kind.assetType(), placement.hidden().path(Placements.MEMBER).textValue());
      if (member != null) {
        members.add(member);
      }
    }
    if (!members.isEmpty()) {
      world.order(
          world.get(kind.setType(), members.getFirst().relation(kind.setRelation())),
          kind.assetType(),
          members.stream().map(Resource::id).toList());
    }
  }
}
