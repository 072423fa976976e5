/**
 * Sessions of the engine as an Avatica server: connections, statements, frames of rows, metadata,
 * and the HTTP end. Avatica's and Jetty's types stay in this package.
 */
package io.rheo.server.avatica;
