package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.FileStore;
import dev.slipway.releases.store.ReleaseStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `GET /releases/{id}?files=true` shows of a drop's files.
class ReleaseFilesApiTest {
  private static final ConnectionId CONNECTION = ConnectionId.of("anna", "issuer");

  /// What Lambda takes of a function as an answer (AWS Lambda Developer Guide, Lambda quotas).
  private static final int LAMBDA_BYTES = 6 << 20;

  /// The most that a folder may have.
  private static final int MOST_FILES = 5000;

  /// A key has 1,024 bytes; the connection and the shortest folder take the others.
  private static final int LONGEST_PATH = 1024 - (CONNECTION.value() + "/1/").length();

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void thePasswordOfTheDemoAccountIsNamedAndHasNoSize() {
    var release =
        release(
            Stream.of("release.json", "metadata/review_information/demo_password.txt").toList());

    var files = whole(release).objects("files");

    assertThat(files)
        .extracting(file -> file.string("path"), file -> file.has("sizeBytes"))
        .extracting(Object::toString)
        .containsExactly(
            "(\"release.json\", true)",
            "(\"metadata/review_information/demo_password.txt\", false)");
    assertThat(whole(release).has("filesNotListed")).isFalse();
    assertThat(fixture.call(api, Request.get("/releases/" + release)).json().has("files"))
        .isFalse();
  }

  @Test
  void asManyFilesAsAFolderMayHaveAreListedWithUsualNames() {
    var release =
        release(
            IntStream.range(0, MOST_FILES)
                .mapToObj(i -> "screenshots/de-DE/iPhone 17 Pro Max, home screen-" + i + ".png")
                .toList());

    var whole = whole(release);

    assertThat(whole.objects("files")).hasSize(MOST_FILES);
    assertThat(whole.has("filesNotListed")).isFalse();
  }

  /// With the longest names that S3 takes, of the character that takes the most room in an answer
  /// of those that the state can hold so often.
  @Test
  void anAnswerFitsIntoLambdasAndSaysHowManyFilesItLeavesOut() {
    var longest =
        IntStream.range(0, MOST_FILES)
            .mapToObj(i -> "%05d".formatted(i))
            .map(start -> start + "\"".repeat(LONGEST_PATH - start.length()))
            .toList();
    var release = release(longest);

    var answer = fixture.call(api, Request.get("/releases/" + release).with("files", "true"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Json.write(Map.of("headers", answer.headers(), "body", answer.text())))
        .hasSizeLessThan(LAMBDA_BYTES - 10_000)
        .hasSizeGreaterThan(LAMBDA_BYTES / 2);
    var files = answer.json().objects("files");
    assertThat(files)
        .extracting(file -> file.string("path"))
        .isEqualTo(longest.subList(0, files.size()));
    assertThat(answer.json().number("filesNotListed")).isEqualTo(MOST_FILES - files.size());
  }

  private JsonObject whole(ReleaseId release) {
    return fixture.call(api, Request.get("/releases/" + release).with("files", "true")).json();
  }

  private ReleaseId release(List<String> paths) {
    String key = CONNECTION + "/1/release.json";
    var now = fixture.clock().instant();
    var id = ReleaseId.of("drops", key, "v");
    new ReleaseStore(fixture.aws().state(), fixture.clock())
        .create(
            ReleaseRecord.received(
                id,
                CONNECTION,
                "anna",
                new Drop("drops", Drop.Kind.FOLDER, new ObjectVersion(key, "v", "\"e\"", 7), now),
                now,
                now));
    new FileStore(fixture.aws().state())
        .pin(id, paths.stream().map(path -> new ObjectVersion(path, "v", "\"e\"", 1)).toList());
    return id;
  }
}
