package dev.slipway.functions.api;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.SeenApp;
import dev.slipway.connections.verdict.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds connections that a person may take for each other: of the same team, or with the same
/// name. Both are allowed, so they are reported and never refused.
///
/// A team has one Issuer ID, which makes one connection. An individual key of the team makes
/// another one. Apple does not say of which team an individual key is, but an app is of one team: a
/// key that sees an app of another connection is of the same team.
final class SimilarTeams {
  /// The connections that a name is compared with.
  private static final int COMPARED = 100;

  private SimilarTeams() {}

  /// Returns the fields of answers that name the similar ones among these.
  static Map<String, @Nullable Object> fields(Connection one, Collection<Connection> all) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    put(fields, "sameTeam", ids(one, all, other -> isSameTeam(one, other)));
    put(fields, "sameLabel", ids(one, all, other -> hasSameLabel(one, other)));
    return fields;
  }

  /// Returns the fields of an answer to a request that named the connection.
  static Map<String, @Nullable Object> sameName(Connection named, ConnectionStore connections) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    if (named.label() != null) {
      var all = connections.list(named.tenant(), null, COMPARED).connections();
      put(fields, "sameLabel", ids(named, all, other -> hasSameLabel(named, other)));
    }
    return fields;
  }

  private static void put(Map<String, @Nullable Object> fields, String name, List<String> ids) {
    if (!ids.isEmpty()) {
      fields.put(name, ids);
    }
  }

  private static List<String> ids(
      Connection one, Collection<Connection> all, Predicate<Connection> isSimilar) {
    return all.stream()
        .filter(other -> !other.id().equals(one.id()) && isSimilar.test(other))
        .map(Connection::id)
        .map(ConnectionId::value)
        .toList();
  }

  /// Two team keys with different Issuer IDs are of different teams; an app that both see was
  /// transferred.
  private static boolean isSameTeam(Connection one, Connection other) {
    return (one.kind() == KeyKind.INDIVIDUAL || other.kind() == KeyKind.INDIVIDUAL)
        && apps(one).stream().anyMatch(apps(other)::contains);
  }

  private static Set<String> apps(Connection connection) {
    Verdict verdict = connection.verdict();
    return verdict == null
        ? Set.of()
        : verdict.apps().stream().map(SeenApp::id).collect(Collectors.toSet());
  }

  private static boolean hasSameLabel(Connection one, Connection other) {
    String label = one.label();
    return label != null && label.equalsIgnoreCase(other.label());
  }
}
