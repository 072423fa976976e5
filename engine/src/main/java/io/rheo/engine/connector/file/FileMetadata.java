package io.rheo.engine.connector.file;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.option.Nearest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.type.TypeName;
import java.util.Arrays;
import java.util.List;

/** What the connector knows about a record of a file, readable as metadata columns. */
enum FileMetadata {
  PATH("file.path", TypeName.VARCHAR),
  NAME("file.name", TypeName.VARCHAR),
  SIZE("file.size", TypeName.BIGINT),
  MODIFICATION_TIME("file.modification-time", TypeName.TIMESTAMP_LTZ),
  /** Where the record starts, in bytes from the start of the file (uncompressed). */
  OFFSET("file.offset", TypeName.BIGINT);

  private final String key;
  private final TypeName type;

  FileMetadata(String key, TypeName type) {
    this.key = key;
    this.type = type;
  }

  static List<FileMetadata> of(List<MetadataColumn> columns) {
    return columns.stream().map(FileMetadata::of).toList();
  }

  private static FileMetadata of(MetadataColumn column) {
    List<String> keys = Arrays.stream(values()).map(value -> value.key).toList();
    FileMetadata found =
        Arrays.stream(values())
            .filter(value -> value.key.equals(column.key()))
            .findFirst()
            .orElseThrow(
                () ->
                    new OptionException(
                        Kind.UNKNOWN,
                        column.key(),
                        "unknown metadata column '" + column.key() + "'",
                        "connector 'filesystem' has no such metadata",
                        Nearest.of(column.key(), keys)
                                .map(near -> "did you mean '" + near + "'? ")
                                .orElse("")
                            + "metadata: "
                            + String.join(", ", keys)));
    if (column.type().name() != found.type) {
      throw new OptionException(
          Kind.INVALID,
          column.key(),
          "metadata column '" + column.key() + "' cannot be a " + column.type(),
          "connector 'filesystem' gives it as a " + found.type,
          "declare it as " + found.type + " and use CAST in the query");
    }
    return found;
  }

  void append(FileSplit split, long offset, ColumnBuilder out) {
    switch (this) {
      case PATH -> ((BytesBuilder) out).append(split.pathText());
      case NAME -> ((BytesBuilder) out).append(split.nameText());
      case SIZE -> ((LongBuilder) out).append(split.sizeBytes());
      case MODIFICATION_TIME -> ((LongBuilder) out).append(split.modifiedMillis());
      case OFFSET -> ((LongBuilder) out).append(offset);
    }
  }
}
