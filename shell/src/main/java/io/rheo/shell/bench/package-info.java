/**
 * {@code rheo bench}: runs Nexmark queries in this process, without a server between the engine and
 * the clock, and measures them. Nothing of it is used by other commands.
 */
package io.rheo.shell.bench;
