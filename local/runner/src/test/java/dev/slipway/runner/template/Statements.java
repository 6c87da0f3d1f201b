package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every statement of every policy in a template, wherever it stands, as written: nothing is
/// evaluated.
final class Statements {
  /// @param name logical id and Sid, or the first action where there is no Sid
  /// @param logicalId of the resource that it stands in
  /// @param principals as written; empty in a policy of a role
  /// @param condition as written; empty without one
  record Statement(
      String name,
      String logicalId,
      boolean allows,
      List<String> actions,
      List<String> resources,
      List<String> principals,
      Map<String, @Nullable Object> condition) {

    /// Whether this keeps a role from deleting a secret at once.
    boolean keepsRecovery(String role) {
      return !allows
          && logicalId.equals(role)
          && actions.equals(List.of("secretsmanager:DeleteSecret"))
          && resources.equals(List.of("*"))
          && condition.equals(
              Map.of("Bool", Map.of("secretsmanager:ForceDeleteWithoutRecovery", "true")));
    }
  }

  private final List<Statement> found = new ArrayList<>();

  private Statements() {}

  static List<Statement> of(Map<String, @Nullable Object> resources) {
    var statements = new Statements();
    resources.forEach((id, resource) -> statements.walk(id, resource));
    return statements.found;
  }

  private void walk(String id, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        if (map.containsKey("Effect") && map.containsKey("Action")) {
          add(id, Tree.map(map, id));
        } else {
          map.values().forEach(entry -> walk(id, entry));
        }
      }
      case List<?> list -> list.forEach(entry -> walk(id, entry));
      case null, default -> {}
    }
  }

  private void add(String id, Map<String, @Nullable Object> statement) {
    List<String> actions = texts(statement.get("Action"));
    Object sid = statement.get("Sid");
    found.add(
        new Statement(
            id + "." + (sid == null ? actions.getFirst() : sid),
            id,
            "Allow".equals(statement.get("Effect")),
            actions,
            texts(statement.get("Resource")),
            principals(statement.get("Principal")),
            Tree.mapAt(statement, "Condition", id)));
  }

  private static List<String> principals(@Nullable Object principal) {
    return principal instanceof Map<?, ?> map
        ? map.values().stream().flatMap(value -> texts(value).stream()).toList()
        : texts(principal);
  }

  /// Texts as they are, calls as `Fn::Sub …`.
  static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().flatMap(entry -> texts(entry).stream()).toList();
      case Map<?, ?> call ->
          call.entrySet().stream().map(part -> part.getKey() + " " + part.getValue()).toList();
      default -> List.of(value.toString());
    };
  }
}
