package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.ImageFacts;
import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.VideoFacts;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredMediaMemoryTest {
  private static final ConnectionId CONNECTION = ConnectionId.of("anna", "issuer");
  private static final String FOLDER = CONNECTION + "/MyApp/";
  private static final ObjectVersion PICTURE = file("screenshots/en-US/1.png", "v1");
  private static final MediaLook LOOK =
      new MediaLook(
          Format.PNG,
          1320,
          2868,
          true,
          null,
          null,
          new ImageFacts(8, 6, Colours.RGB, true),
          null,
          null);

  private final InMemoryStateStore state = new InMemoryStateStore();

  @Test
  void remembersFromReleaseToRelease() {
    var movie = file("previews/en-US/1.mov", "v1");
    var fragments = file("previews/en-US/2.mp4", "v1");
    var movieLook =
        new MediaLook(
            Format.QUICKTIME,
            886,
            1920,
            null,
            Duration.ofMillis(15_250),
            "avc1",
            null,
            new VideoFacts(
                new VideoFacts.Frames(457, Duration.ofMillis(15_233), Duration.ofNanos(33_333_333)),
                Duration.ofMillis(15_233),
                Duration.ofMillis(15_250),
                List.of(new Sound(Sound.AAC, 2), new Sound("ac-3", 6)),
                new VideoFacts.H264(100, 40)),
            null);
    var unmeasured =
        new MediaLook(
            Format.MPEG4,
            0,
            0,
            null,
            null,
            null,
            null,
            new VideoFacts(null, null, null, null, null),
            Fault.CUT_OFF);
    var first = open();
    first.rememberLook(PICTURE, LOOK);
    first.rememberMd5(PICTURE, "0cc175b9c0f1b6a831c399e269772661");
    first.rememberLook(movie, movieLook);
    first.rememberLook(fragments, unmeasured);
    first.flush();

    var second = open();
    assertThat(second.look(PICTURE)).isEqualTo(LOOK);
    assertThat(second.md5(PICTURE)).isEqualTo("0cc175b9c0f1b6a831c399e269772661");
    assertThat(second.look(movie)).isEqualTo(movieLook);
    assertThat(second.look(fragments)).isEqualTo(unmeasured);
    assertThat(second.md5(movie)).isNull();
  }

  static Stream<Map<String, ?>> earlierLooks() {
    var first = Map.of("format", "PNG", "widthPixels", 1320, "heightPixels", 2868, "alpha", false);
    var second = new HashMap<String, Object>(first);
    second.put("reads", 2);
    second.put("image", Map.of("bitDepth", 8, "orientation", 1));
    return Stream.of(first, second);
  }

  /// As earlier versions wrote them: without what they did not read.
  @ParameterizedTest
  @MethodSource("earlierLooks")
  void lookOfAnEarlierVersionIsMadeAgainAndItsChecksumStays(Map<String, ?> look) {
    var before = open();
    before.rememberMd5(PICTURE, "0cc175b9c0f1b6a831c399e269772661");
    before.flush();
    state.put(
        keys().getFirst(),
        Map.of(
            "files",
            List.of(
                Map.of(
                    "path",
                    PICTURE.key(),
                    "versionId",
                    PICTURE.versionId(),
                    "look",
                    look,
                    "md5",
                    "0cc175b9c0f1b6a831c399e269772661"))));

    var memory = open();
    assertThat(memory.look(PICTURE)).isNull();
    assertThat(memory.md5(PICTURE)).isEqualTo("0cc175b9c0f1b6a831c399e269772661");
  }

  @Test
  void anotherVersionOfAFileIsAnotherFact() {
    var memory = open();
    memory.rememberLook(PICTURE, LOOK);
    memory.rememberMd5(PICTURE, "0cc175b9c0f1b6a831c399e269772661");
    var replaced = file(PICTURE.key(), "v2");

    assertThat(memory.look(replaced)).isNull();
    assertThat(memory.md5(replaced)).isNull();

    memory.rememberMd5(replaced, "92eb5ffee6ae2fec3ad71c777531578f");
    assertThat(memory.look(replaced)).as("the look was of the other version").isNull();
    assertThat(memory.md5(PICTURE)).isNull();
  }

  @Test
  void foldersAndConnectionsKeepApart() {
    var memory = open();
    memory.rememberLook(PICTURE, LOOK);
    memory.flush();
    var other = ConnectionId.of("anna", "other");

    assertThat(StoredMediaMemory.open(state, CONNECTION, CONNECTION + "/Other/").look(PICTURE))
        .isNull();
    assertThat(StoredMediaMemory.open(state, other, FOLDER).look(PICTURE)).isNull();
  }

  @Test
  void writesInBatchesAndOnlyWhatIsNew() {
    var memory = open();
    memory.flush();
    assertThat(keys()).isEmpty();

    for (int i = 0; i < 49; i++) {
      memory.rememberLook(file("screenshots/en-US/" + i + ".png", "v1"), LOOK);
    }
    assertThat(keys()).isEmpty();
    memory.rememberLook(file("screenshots/en-US/49.png", "v1"), LOOK);
    assertThat(keys()).as("a worker may die before it ends").hasSize(1);
    assertThat(open().look(file("screenshots/en-US/49.png", "v1"))).isEqualTo(LOOK);
  }

  static Stream<Map<String, ?>> documents() {
    return Stream.of(
        Map.of(),
        Map.of("files", "none"),
        Map.of("files", List.of("a")),
        Map.of("files", List.of(Map.of("path", "a"))),
        Map.of("files", List.of(stored(Map.of("format", "TIFF", "reads", 3)))),
        Map.of(
            "files",
            List.of(
                stored(
                    Map.of(
                        "format",
                        "PNG",
                        "widthPixels",
                        1L << 40,
                        "heightPixels",
                        1,
                        "reads",
                        3)))));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatNobodyUnderstandsIsForgotten(Map<String, ?> document) {
    var before = open();
    before.rememberLook(PICTURE, LOOK);
    before.flush();
    state.put(keys().getFirst(), document);

    var memory = open();
    assertThat(memory.look(PICTURE)).isNull();

    memory.rememberLook(PICTURE, LOOK);
    memory.flush();
    assertThat(open().look(PICTURE)).isEqualTo(LOOK);
  }

  private static Map<String, ?> stored(Map<String, ?> look) {
    return Map.of("path", PICTURE.key(), "versionId", PICTURE.versionId(), "look", look);
  }

  private List<String> keys() {
    return state.list("", null, 10).keys();
  }

  private StoredMediaMemory open() {
    return StoredMediaMemory.open(state, CONNECTION, FOLDER);
  }

  private static ObjectVersion file(String path, String version) {
    return new ObjectVersion(path, version, "\"e\"", 100);
  }
}
