package io.rheo.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plans in {@code plans.golden}: column names and types, then the tree. */
class PlansTest {
  @Test
  void queriesBecomeThePlansInTheGoldenFile() throws IOException {
    assertThat(new GoldenFile("plans.golden").differences(PlansTest::planOrError)).isEmpty();
  }

  private static String planOrError(String sql) {
    try {
      return plan(sql);
    } catch (SqlError e) {
      return e.render();
    }
  }

  private static String plan(String sql) {
    Catalog catalog = TestCatalog.create();
    List<SqlText> statements = Script.split("test.sql", sql);
    Statement last = null;
    for (SqlText statement : statements) {
      last = TestCatalog.apply(statement, catalog);
    }
    if (last instanceof Statement.Query query) {
      return describe(query.query());
    }
    return describe(((Statement.Insert) last).query());
  }

  private static String describe(LogicalQuery query) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < query.columnNames().size(); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(query.columnNames().get(i))
          .append(' ')
          .append(
              io.rheo.sql.catalog.TypeText.of(
                  query.rel().getRowType().getFieldList().get(i).getType()));
    }
    return text + "\n" + query.explain().replaceAll(", rowType=\\[.*\\]\\)", ")");
  }
}
