package io.rheo.sql.catalog;

import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.text.SqlText;

/** What a name in the catalog stands for. */
public sealed interface CatalogObject permits TableDefinition, ViewDefinition {
  String name();

  ObjectKind kind();

  /** The statement that made it, from which it can be made again. */
  SqlText text();
}
