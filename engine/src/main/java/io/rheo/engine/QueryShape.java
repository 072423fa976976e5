package io.rheo.engine;

import io.rheo.engine.type.RowType;
import java.util.List;

/** What a client must know of a query before it runs. */
record QueryShape(RowType rowType, boolean updating, boolean bounded, List<String> warnings) {}
