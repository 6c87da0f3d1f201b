package dev.slipway.runner;

import dev.slipway.runner.storage.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The state directory, locked by one run at a time.
final class LocalPlace implements AutoCloseable {
  private final Path directory;
  private final FileChannel channel;

  private LocalPlace(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static LocalPlace hold(Path directory) throws IOException, StartFault {
    OwnerOnly.directory(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new StartFault(
          "Another Slipway is running in "
              + directory
              + ": stop it first, or choose another directory with SLIPWAY_DIRECTORY");
    }
    return new LocalPlace(directory, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
