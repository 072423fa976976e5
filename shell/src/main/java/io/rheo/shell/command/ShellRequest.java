package io.rheo.shell.command;

import java.util.Optional;

/**
 * Open the shell, or run standard input if it is no terminal.
 *
 * @param url a {@code jdbc:rheo:} URL; empty for the embedded server
 */
public record ShellRequest(Optional<String> url, Optional<String> user) {}
