/** Files as sources and sinks: records in files, directories, globs; plain or compressed. */
package io.rheo.engine.connector.file;
