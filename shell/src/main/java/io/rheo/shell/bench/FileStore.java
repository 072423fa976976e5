package io.rheo.shell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Events as JSON lines: a folder for each volume and kind. It gets its name once it is whole.
 *
 * @param folder where all of them are
 */
record FileStore(Path folder) implements StoredEvents.Store {
  @Override
  public String keep(StoredEvents.Kind kind, EventSource.Volume volume, StoredEvents.Writer writer)
      throws IOException, InterruptedException {
    String name = "%d-%d-%s".formatted(volume.events(), volume.eventRate(), kind.view());
    Path kept = folder.resolve(name);
    if (!Files.exists(kept)) {
      Files.createDirectories(folder);
      Path unfinished = Files.createTempDirectory(folder, name + "-");
      writer.write(options(unfinished));
      Files.move(unfinished, kept);
    }
    return options(kept);
  }

  private static String options(Path path) {
    return StoredEvents.options(
        "connector", "filesystem", "path", path.toAbsolutePath().toString(), "format", "json");
  }
}
