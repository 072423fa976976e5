package io.rheo.sql.catalog;

import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.text.SqlText;
import java.util.Set;

/** What a name in the catalog stands for. */
public sealed interface CatalogObject permits TableDefinition, ViewDefinition, MaterializedView {
  String name();

  ObjectKind kind();

  /** The names of what its query reads, through other views as well. */
  default Set<String> reads() {
    return Set.of();
  }

  /** The statement that made it, from which it can be made again. */
  SqlText text();
}
