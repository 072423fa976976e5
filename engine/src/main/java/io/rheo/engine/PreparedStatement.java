package io.rheo.engine;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A checked statement with what a client must know before it runs. */
record PreparedStatement(
    String sql,
    Statement statement,
    Optional<RowType> columns,
    boolean updating,
    List<DataType> parameters,
    List<String> warnings)
    implements Session.Prepared {}
