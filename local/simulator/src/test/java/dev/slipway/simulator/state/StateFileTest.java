package dev.slipway.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;

  @Test
  void writesWhatChangedAndNothingElse() throws IOException {
    Path path = directory.resolve("deep/state.json");
    StateFile file = new StateFile(path);
    World world = new World();
    world.changed();
    file.save(world, NOON);
    Files.delete(path);

    file.save(world, NOON.plusSeconds(1));
    assertThat(path).doesNotExist();

    world.changed();
    file.save(world, NOON.plusSeconds(2));
    assertThat(path).exists();
    assertThat(directory.resolve("deep")).isDirectoryNotContaining("glob:**.next");
  }

  @Test
  void aLateRequestWritesNothingAfterTheEnd() throws IOException {
    Path path = directory.resolve("gone/state.json");
    StateFile file = new StateFile(path);
    World world = new World();
    world.changed();
    file.save(world, NOON);
    file.end();
    Files.delete(path);
    Files.delete(path.getParent());

    world.changed();
    file.save(world, NOON.plusSeconds(1));

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aLateRequestDoesNotUndoWhatTheNextSimulatorWrote() {
    Path path = directory.resolve("state.json");
    World world = new World();
    world.issuerId("11111111-1111-1111-1111-111111111111");
    StateFile first = new StateFile(path);
    world.changed();
    first.save(world, NOON);
    first.end();
    World next = new World();
    StateFile second = new StateFile(path);
    assertThat(second.load(next, Instant.EPOCH)).isEqualTo(NOON);
    next.changed();
    second.save(next, NOON.plusSeconds(60));

    world.changed();
    first.save(world, NOON.plusSeconds(1));

    assertThat(new StateFile(path).load(new World(), Instant.EPOCH))
        .isEqualTo(NOON.plusSeconds(60));
  }
}
