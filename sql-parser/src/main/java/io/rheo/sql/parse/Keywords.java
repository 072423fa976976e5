package io.rheo.sql.parse;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;

/** The words that the grammar knows, whether reserved or not. */
public final class Keywords {
  private static final SqlAbstractParserImpl.Metadata GRAMMAR = StatementParser.metadata();

  private Keywords() {}

  /** Whether it is a word of the grammar; letter case does not count. */
  public static boolean contains(String word) {
    return GRAMMAR.isKeyword(word.toUpperCase(Locale.ROOT));
  }

  /** All words of the grammar, sorted, in capitals. */
  public static List<String> all() {
    return GRAMMAR.getTokens().stream().filter(GRAMMAR::isKeyword).sorted().toList();
  }
}
