package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/**
 * Every function and operator of the dialect by name: ours, then standard SQL's, then those of the
 * other databases that Calcite knows. A name found earlier hides the same name later. The last
 * group takes the longest to load, so it is loaded when a name is in neither of the first two.
 */
public final class RheoOperators implements SqlOperatorTable {
  /** Standard functions that are columns to most people, and one that needs another library. */
  private static final Set<String> HIDDEN =
      Set.of("USER", "SYSTEM_USER", "SESSION_USER", "CONTAINS_SUBSTR");

  private static final Map<WindowKind, WindowFunction> WINDOWS = windows(WindowFunction::of);
  private static final Map<WindowKind, WindowFunction> HIDDEN_WINDOWS =
      windows(WindowFunction::hidden);

  private static final RheoOperators INSTANCE = new RheoOperators();

  private final Map<String, List<SqlOperator>> own = new HashMap<>();

  private RheoOperators() {
    Stream.of(RheoFunctions.all(), RheoAggregates.all(), WINDOWS.values(), HIDDEN_WINDOWS.values())
        .flatMap(Collection::stream)
        .forEach(o -> own.computeIfAbsent(key(o.getName()), name -> new ArrayList<>()).add(o));
  }

  public static RheoOperators instance() {
    return INSTANCE;
  }

  /** The operator of a window function. */
  static WindowFunction window(WindowKind kind) {
    return WINDOWS.get(kind);
  }

  /** As the other method, of windows in GROUP BY. */
  static WindowFunction hiddenWindow(WindowKind kind) {
    return HIDDEN_WINDOWS.get(kind);
  }

  private static Map<WindowKind, WindowFunction> windows(
      Function<WindowKind, WindowFunction> function) {
    Map<WindowKind, WindowFunction> windows = new EnumMap<>(WindowKind.class);
    Stream.of(WindowKind.values()).forEach(kind -> windows.put(kind, function.apply(kind)));
    return windows;
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> result,
      SqlNameMatcher nameMatcher) {
    if (!name.isSimple() || HIDDEN.contains(key(name.getSimple()))) {
      return;
    }
    own.getOrDefault(key(name.getSimple()), List.of()).stream()
        .filter(operator -> operator.getSyntax().family == syntax.family)
        .forEach(result::add);
    if (!result.isEmpty()) {
      return;
    }
    SqlStdOperatorTable.instance()
        .lookupOperatorOverloads(name, category, syntax, result, nameMatcher);
    // The validator asks for each column name, without a category, whether it is a function that
    // takes no parentheses. The libraries have none worth loading them for.
    boolean isName = category == null && syntax == SqlSyntax.FUNCTION;
    if (result.isEmpty() && !isName) {
      Libraries.table().lookupOperatorOverloads(name, category, syntax, result, nameMatcher);
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    List<SqlOperator> all = new ArrayList<>();
    own.values().forEach(all::addAll);
    all.addAll(SqlStdOperatorTable.instance().getOperatorList());
    all.addAll(Libraries.table().getOperatorList());
    return all;
  }

  /** The names of all functions that can be called, sorted. */
  public Set<String> functionNames() {
    Set<String> names = new TreeSet<>();
    for (SqlOperator operator : getOperatorList()) {
      boolean callable =
          operator.getSyntax() == SqlSyntax.FUNCTION
              || operator.getSyntax() == SqlSyntax.FUNCTION_STAR
              || operator.getSyntax() == SqlSyntax.FUNCTION_ID;
      if (callable
          && !HIDDEN.contains(operator.getName())
          && operator.getName().matches("[A-Z][A-Z0-9_]*")) {
        names.add(operator.getName());
      }
    }
    return names;
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** Loaded at first use. */
  private static final class Libraries {
    private static final SqlOperatorTable TABLE =
        SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
            SqlLibrary.POSTGRESQL, SqlLibrary.BIG_QUERY, SqlLibrary.MYSQL, SqlLibrary.SPARK);

    private Libraries() {}

    static SqlOperatorTable table() {
      return TABLE;
    }
  }
}
