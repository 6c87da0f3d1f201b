package dev.slipway.simulator.state;

import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.settings.Guesses;
import dev.slipway.simulator.settings.Quirks;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// All resources, keys and due actions, behind one lock.
///
/// Every caller first takes `lock` and calls `settle` with the present time.
public final class World {
  private static final String ORDER = "order";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ReentrantLock lock = new ReentrantLock();
  private final Guesses guesses = new Guesses();
  private final Quirks quirks = new Quirks();
  private final Map<String, Map<String, Resource>> resources = new LinkedHashMap<>();
  private final Map<String, Computed> computed = new HashMap<>();
  private final Map<String, Computed> computedRelationships = new HashMap<>();
  private final Map<String, SimulatorKey> keys = new LinkedHashMap<>();
  private final List<Due> agenda = new ArrayList<>();
  private final Map<String, BiConsumer<Due, Instant>> actions = new HashMap<>();
  private String issuerId = UUID.randomUUID().toString();
  private long nextAppId = 6446048195L;
  private Instant now = Instant.EPOCH;
  private long changes;
  private long observedChanges;
  private final List<Runnable> settled = new ArrayList<>();

  /// Returns the lock that guards everything here.
  public ReentrantLock lock() {
    return lock;
  }

  /// Returns which guesses about Apple are turned.
  public Guesses guesses() {
    return guesses;
  }

  /// Returns what Apple shows only sometimes.
  public Quirks quirks() {
    return quirks;
  }

  /// Returns the time of the current call, in whole seconds.
  public Instant now() {
    return now;
  }

  /// Runs every action that is due by the given moment, in order.
  public void settle(Instant instant) {
    // First publishes what the previous call did.
    observe();
    while (true) {
      Due next = null;
      for (Due due : agenda) {
        if (!due.at().isAfter(instant) && (next == null || due.at().isBefore(next.at()))) {
          next = due;
        }
      }
      if (next == null) {
        break;
      }
      agenda.remove(next);
      now = next.at();
      BiConsumer<Due, Instant> action = actions.get(next.what());
      if (action == null) {
        throw new IllegalStateException("No action is registered for " + next.what());
      }
      action.accept(next, next.at());
      changed();
      observe();
    }
    now = instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Looking at thousands of apps at each read would take longer than the read.
  private void observe() {
    if (observedChanges != changes) {
      settled.forEach(Runnable::run);
      observedChanges = changes;
    }
  }

  /// Registers resources of a type that are computed, and the relationships that lead to them, for
  /// example `apps.appPricePoints`.
  public void compute(String type, Computed resources, Collection<String> relationships) {
    computed.put(type, resources);
    relationships.forEach(name -> computedRelationships.put(name, resources));
  }

  /// Registers the action for everything due under this name.
  public void onDue(String what, BiConsumer<Due, Instant> action) {
    actions.put(what, action);
  }

  /// Registers what runs after every change, before time advances, behind what was registered
  /// before.
  public void onSettled(Runnable observer) {
    settled.add(observer);
  }

  /// Plans an action.
  public void plan(Due due) {
    agenda.add(due);
    changed();
  }

  /// Returns the planned actions; the live list.
  public List<Due> agenda() {
    return agenda;
  }

  /// Returns the Issuer ID of the default team.
  public String issuerId() {
    return issuerId;
  }

  void issuerId(String value) {
    issuerId = value;
  }

  long nextAppId() {
    return nextAppId;
  }

  void nextAppId(long value) {
    nextAppId = value;
  }

  /// Returns a new app id: decimal, rising.
  public String newAppId() {
    nextAppId += 1 + RANDOM.nextInt(97);
    return Long.toString(nextAppId);
  }

  /// Returns the keys by Key ID; the live map.
  public Map<String, SimulatorKey> keys() {
    return keys;
  }

  /// Adds a resource with a new UUID as its id.
  public Resource create(String type, String issuer) {
    return create(type, UUID.randomUUID().toString(), issuer);
  }

  /// Adds a resource.
  public Resource create(String type, String id, String issuer) {
    Resource resource = new Resource(type, id, issuer);
    put(resource);
    return resource;
  }

  /// Adds a resource with the attributes, relations and hidden facts of another.
  public Resource copy(Resource original) {
    Resource copy = create(original.type(), original.issuerId());
    copy.attributes().setAll(original.attributes().deepCopy());
    copy.relations().putAll(original.relations());
    copy.hidden().setAll(original.hidden().deepCopy());
    return copy;
  }

  void put(Resource resource) {
    resources
        .computeIfAbsent(resource.type(), t -> new LinkedHashMap<>())
        .put(resource.id(), resource);
    changed();
  }

  /// Removes a resource.
  public void remove(Resource resource) {
    Map<String, Resource> ofType = resources.get(resource.type());
    if (ofType != null) {
      ofType.remove(resource.id());
    }
    changed();
  }

  /// Deletes everything except the default team's Issuer ID.
  public void clear() {
    resources.clear();
    keys.clear();
    agenda.clear();
    changed();
  }

  /// Returns all resources of a type, oldest first.
  public Collection<Resource> all(String type) {
    Computed ofType = computed.get(type);
    return ofType != null
        ? ofType.all()
        : Collections.unmodifiableCollection(resources.getOrDefault(type, Map.of()).values());
  }

  /// Returns the types that have resources.
  Collection<String> types() {
    return resources.keySet();
  }

  /// Returns a resource, or null.
  public @Nullable Resource find(String type, @Nullable String id) {
    if (id == null) {
      return null;
    }
    Computed ofType = computed.get(type);
    return ofType != null ? ofType.find(id) : resources.getOrDefault(type, Map.of()).get(id);
  }

  /// Returns a resource that must exist.
  public Resource get(String type, @Nullable String id) {
    Resource resource = find(type, id);
    if (resource == null) {
      throw new IllegalStateException("No " + type + " with id " + id);
    }
    return resource;
  }

  /// Returns the related resources in the order set by `order`, otherwise oldest first.
  public List<Resource> related(Resource resource, String relationship) {
    return related(resource, relationship, Map.of());
  }

  /// Returns the related resources. Computed ones may omit what these filters exclude.
  ///
  /// @param filters values by name, for example of `territory`
  public List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    Computed related = computedRelationships.get(resource.type() + "." + relationship);
    if (related != null) {
      return related.related(resource, relationship, filters);
    }
    ReverseRelationships.Reverse reverse = ReverseRelationships.find(resource.type(), relationship);
    if (reverse != null) {
      List<String> order = new ArrayList<>();
      resource.hidden().path(ORDER).path(relationship).forEach(id -> order.add(id.asText()));
      return all(reverse.type()).stream()
          .filter(
              other ->
                  resource.id().equals(other.relation(reverse.relation()))
                      && reverse.which().test(other))
          .sorted(Comparator.comparingInt(other -> position(order, other.id())))
          .toList();
    }
    ManyToMany manyToMany = ManyToMany.find(resource.type() + "." + relationship);
    if (manyToMany != null) {
      return manyToMany.of(this, resource);
    }
    String otherId = resource.relation(relationship);
    if (otherId == null) {
      return List.of();
    }
    Resource other = find(relatedType(resource.type(), relationship), otherId);
    return other == null ? List.of() : List.of(other);
  }

  private static int position(List<String> order, String id) {
    int index = order.indexOf(id);
    return index < 0 ? order.size() : index;
  }

  /// Sets the order of a to-many relationship; resources that it does not name come last.
  public void order(Resource resource, String relationship, List<String> ids) {
    var order = resource.hidden().withObjectProperty(ORDER).putArray(relationship);
    ids.forEach(order::add);
    changed();
  }

  /// Returns the resource of a to-one relationship, or null.
  public @Nullable Resource one(Resource resource, String relationship) {
    List<Resource> found = related(resource, relationship);
    return found.isEmpty() ? null : found.getFirst();
  }

  /// Marks the state as changed.
  public void changed() {
    changes++;
  }

  /// Returns a number that rises with every change.
  public long changes() {
    return changes;
  }

  private static String relatedType(String type, String relationship) {
    var known = Catalogue.instance().type(type).relationships().get(relationship);
    String target = known == null ? null : known.type();
    return target == null ? relationship + "s" : target;
  }
}
