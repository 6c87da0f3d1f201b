package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.Deviation;
import dev.slipway.localaws.endpoints.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/// Counts an endpoint's checks into `target/conformance/<endpoint>.txt`, with the deviations that
/// were asserted instead of what AWS does.
final class ConformanceCount implements BeforeAllCallback, AfterAllCallback, TestWatcher {
  private static final Path DIRECTORY = Path.of("target/conformance");

  private int passed;
  private int failed;
  private int skipped;

  @Override
  public void beforeAll(ExtensionContext context) {
    passed = 0;
    failed = 0;
    skipped = 0;
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    failed++;
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    skipped++;
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    skipped++;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    String className = context.getRequiredTestClass().getSimpleName();
    String name = className.replaceFirst("(Endpoint)?ConformanceTest", "").toLowerCase(Locale.ROOT);
    Optional<Endpoint> endpoint =
        ((AwsConformance) context.getRequiredTestInstance()).endpointIfOpened();
    Optional<Throwable> ended = context.getExecutionException();
    // Opening and cleaning up can fail too, outside of every check.
    if (ended.filter(reason -> !(reason instanceof TestAbortedException)).isPresent()) {
      failed++;
    }
    var text = new StringBuilder();
    text.append(
        "conformance: %s checks=%d failed=%d skipped=%d"
            .formatted(
                endpoint.map(Endpoint::name).orElse(name),
                passed + failed,
                failed,
                endpoint.isEmpty() && failed == 0 ? 1 : skipped));
    ended.ifPresent(reason -> text.append(": ").append(reason.getMessage()));
    text.append('\n');
    for (Deviation deviation : endpoint.map(Endpoint::deviations).orElseGet(Set::of)) {
      text.append("  deviates, ").append(deviation).append(": ").append(deviation.reason());
      text.append('\n');
    }
    Files.createDirectories(DIRECTORY);
    Files.writeString(DIRECTORY.resolve(name + ".txt"), text);
  }
}
