package dev.slipway.runner.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads YAML with CloudFormation's short tags: `!Sub x` becomes `{"Fn::Sub": "x"}`, `!Ref x` and
/// `!Condition x` become `{"Ref": "x"}` and `{"Condition": "x"}`.
public final class CloudFormationYaml {
  private CloudFormationYaml() {}

  public static Map<String, @Nullable Object> parse(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object document = new Yaml(new ShortTags(options)).load(text);
      return Tree.map(document, "the template");
    } catch (YAMLException e) {
      throw new TemplateFault("The template is not valid YAML: " + e.getMessage(), e);
    }
  }

  private static final class ShortTags extends SafeConstructor {
    ShortTags(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new Intrinsic());
    }

    private final class Intrinsic extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String tag = node.getTag().getValue().substring(1);
        boolean plain = tag.equals("Ref") || tag.equals("Condition");
        var call = new LinkedHashMap<String, @Nullable Object>();
        call.put(plain ? tag : "Fn::" + tag, argument(node));
        return call;
      }

      private @Nullable Object argument(Node node) {
        return switch (node) {
          case ScalarNode scalar -> scalar.getValue();
          case SequenceNode sequence -> constructSequence(sequence);
          case MappingNode mapping -> constructMapping(mapping);
          default -> throw new TemplateFault("The template uses an anchor under " + node.getTag());
        };
      }
    }
  }
}
