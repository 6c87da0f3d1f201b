package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.CloudFormationYaml;
import dev.slipway.runner.cloudformation.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The contents of template.yaml, evaluated for one machine. Immutable.
///
/// @param authorizer authorizer of the HTTP API
/// @param functions in the template's order
/// @param buckets in the template's order
public record Template(
    JwtAuthorizer authorizer, List<FunctionResource> functions, List<BucketResource> buckets) {

  public Template {
    functions = List.copyOf(functions);
    buckets = List.copyOf(buckets);
  }

  /// Reads and evaluates a template.
  ///
  /// @throws TemplateFault when it contains something that the runner does not support
  /// @throws IOException when the file cannot be read
  public static Template read(Path file, Surroundings surroundings) throws IOException {
    return parse(Files.readString(file), surroundings);
  }

  /// Evaluates a template's text.
  ///
  /// @throws TemplateFault when it contains something that the runner does not support
  public static Template parse(String text, Surroundings surroundings) {
    return new TemplateReader(CloudFormationYaml.parse(text), surroundings).read();
  }
}
