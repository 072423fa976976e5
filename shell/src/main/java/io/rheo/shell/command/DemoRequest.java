package io.rheo.shell.command;

import java.util.Optional;

/**
 * Show a demo, or the list of them.
 *
 * @param name a folder of {@code demos/}; empty for the list
 * @param script a file of that folder; empty for the one that the demo names
 * @param rowsPerSecond the pace; 0 is as fast as possible; empty for the demo's own
 */
public record DemoRequest(
    Optional<String> name, Optional<String> script, Optional<Integer> rowsPerSecond) {}
