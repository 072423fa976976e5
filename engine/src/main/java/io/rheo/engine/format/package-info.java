/** Bytes to rows and back, record by record. Knows no file, no topic and no thread. */
package io.rheo.engine.format;
