package io.rheo.engine;

import io.rheo.engine.type.RowType;

/** What a client must know of a query before it runs. */
record QueryShape(RowType rowType, boolean updating, boolean bounded) {}
