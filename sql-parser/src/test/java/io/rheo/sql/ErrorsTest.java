package io.rheo.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.text.Variables;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The errors in {@code errors.golden}, as users see them. */
class ErrorsTest {
  /** The other codes belong to the engine and the server, which test them. */
  private static final Set<ErrorCode> FRONT_END =
      EnumSet.complementOf(EnumSet.of(ErrorCode.JOB_NOT_FOUND, ErrorCode.DEPENDANTS)).stream()
          .filter(code -> code.compareTo(ErrorCode.WINDOW_ARGUMENTS) <= 0)
          .collect(Collectors.toUnmodifiableSet());

  private final Set<ErrorCode> seen = EnumSet.noneOf(ErrorCode.class);

  @Test
  void mistakesAreExplainedAsInTheGoldenFileAndEveryCodeOccurs() throws IOException {
    assertThat(new GoldenFile("errors.golden").differences(this::errors)).isEmpty();
    assertThat(seen)
        .containsAll(FRONT_END)
        .contains(ErrorCode.TABLE_DECLARATION, ErrorCode.OPTION_TWICE);
  }

  private String errors(String sql) {
    Catalog catalog = TestCatalog.create();
    try {
      for (SqlText statement : Script.split("test.sql", sql)) {
        TestCatalog.apply(Variables.replace(statement, name -> Optional.empty()), catalog);
      }
      if (sql.isBlank()) {
        TestCatalog.apply(SqlText.of("test.sql", sql), catalog);
      }
      return "no error";
    } catch (SqlError e) {
      seen.add(e.code());
      return e.render();
    }
  }
}
