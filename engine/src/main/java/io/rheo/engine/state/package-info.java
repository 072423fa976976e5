/** What operators keep: group tables, slices, dictionaries. Each writes and reads itself. */
package io.rheo.engine.state;
