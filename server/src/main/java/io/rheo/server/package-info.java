/** One process that serves SQL: the engine with a port, or with clients in the process itself. */
package io.rheo.server;
