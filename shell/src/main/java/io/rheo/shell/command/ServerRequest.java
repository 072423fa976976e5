package io.rheo.shell.command;

import java.nio.file.Path;
import java.util.Optional;

/** Serve until a signal comes. Empty parts are left to the configuration file, or its defaults. */
public record ServerRequest(Optional<Path> configuration, Optional<Integer> port) {}
