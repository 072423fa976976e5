/** What a server is started with: checked records. */
package io.rheo.server.config;
