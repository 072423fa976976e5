package io.rheo.engine.operator.window;

import io.rheo.engine.operator.aggregate.Groups;

/** The groups of one pane, the disjoint piece that overlapping windows share. */
record Pane(long start, Groups groups) {}
