package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.CloudFormationYaml;
import dev.slipway.runner.cloudformation.Tree;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `infrastructure/kept-resources.yaml` imports what the removal of a stack keeps, all of it and
/// nothing else.
class KeptResourcesTest {
  @Test
  void areTheRetainedResourcesOfTheTemplate() throws Exception {
    assertThat(retained("infrastructure/kept-resources.yaml"))
        .isEqualTo(retained("template.yaml"))
        .hasSizeGreaterThan(5);
    assertThat(retained("infrastructure/kept-resources.yaml"))
        .as("nothing else")
        .hasSameSizeAs(resources("infrastructure/kept-resources.yaml"));
  }

  @Test
  void haveThePoolOfTheTemplateWithoutItsTrigger() throws Exception {
    var pool = pool("template.yaml");
    assertThat(pool.remove("LambdaConfig")).isNotNull();

    assertThat(pool("infrastructure/kept-resources.yaml")).isEqualTo(pool);
  }

  /// Cognito refuses MFA `OFF` together with a factor: "can't turn off MFA and configure an MFA
  /// together" (go-to-k/cdkd#1923 shows the calls).
  @Test
  void namesAFactorOnlyWhereThereIsASecondOne() throws Exception {
    assertThat(String.valueOf(pool("template.yaml").get("EnabledMfas")))
        .startsWith("{Fn::If=[HasSecondFactor, [SOFTWARE_TOKEN_MFA], {Ref=AWS::NoValue}");
  }

  /// Types of the resources that a removal keeps, by logical id.
  private static Map<String, Object> retained(String file) throws Exception {
    var types = new TreeMap<String, Object>();
    for (var resource : resources(file).entrySet()) {
      var body = Tree.map(resource.getValue(), resource.getKey());
      if (String.valueOf(body.get("DeletionPolicy")).startsWith("Retain")) {
        types.put(resource.getKey(), body.get("Type"));
      }
    }
    return types;
  }

  private static Map<String, @Nullable Object> resources(String file) throws Exception {
    String text = Files.readString(RepositoryFiles.file(file));
    return Tree.mapAt(CloudFormationYaml.parse(text), "Resources", file);
  }

  private static Map<String, @Nullable Object> pool(String file) throws Exception {
    var pool = Tree.map(resources(file).get("UserPool"), "UserPool");
    return new LinkedHashMap<>(Tree.mapAt(pool, "Properties", "UserPool"));
  }
}
