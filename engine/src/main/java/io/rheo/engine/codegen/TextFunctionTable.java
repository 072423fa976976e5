package io.rheo.engine.codegen;

import static io.rheo.engine.codegen.Signature.ANY;
import static io.rheo.engine.codegen.Signature.nullable;
import static io.rheo.engine.codegen.Signature.part;
import static io.rheo.engine.codegen.Signature.strict;
import static io.rheo.engine.codegen.Signature.taking;

import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Map;

/** Functions that edit text, take it apart or test it. */
final class TextFunctionTable {
  private static final TypeName STRING = TypeName.VARCHAR;
  private static final TypeName INTEGER = TypeName.INTEGER;

  private TextFunctionTable() {}

  static void addTo(Map<String, List<Signature>> table) {
    addEdits(table);
    addParts(table);
    addRegularExpressions(table);
    table.put("CONTAINS", List.of(strict("TextTests.contains", STRING, STRING)));
    table.put("IS_ALPHA", List.of(taking("TextTests.isAlpha", STRING)));
    table.put("IS_DIGIT", List.of(taking("TextTests.isDigit", STRING)));
    table.put("IS_DECIMAL", List.of(taking("TextTests.isDecimal", STRING)));
  }

  private static void addEdits(Map<String, List<Signature>> table) {
    table.put("LPAD", pad("TextEdits.padLeft"));
    table.put("RPAD", pad("TextEdits.padRight"));
    table.put("BTRIM", trim("trim"));
    table.put("LTRIM", trim("trimLeft"));
    table.put("RTRIM", trim("trimRight"));
    table.put("REPEAT", List.of(strict("TextEdits.repeat", STRING, INTEGER)));
    table.put("SPACE", List.of(strict("TextEdits.space", INTEGER)));
    table.put("UCASE", List.of(strict("Texts.upper", STRING)));
    table.put("LCASE", List.of(strict("Texts.lower", STRING)));
    table.put("TRANSLATE", List.of(taking("TextEdits.translate", STRING, STRING, STRING)));
    table.put(
        "OVERLAY",
        List.of(
            strict("TextEdits.overlay", STRING, STRING, INTEGER),
            strict("TextEdits.overlay", STRING, STRING, INTEGER, INTEGER)));
    table.put("CHR", List.of(strict("TextEdits.chr", TypeName.BIGINT)));
    table.put("PRINTF", List.of(taking("TextEdits.printf", STRING, ANY).repeatingLast()));
    table.put("FORMAT", List.of(taking("Quotes.format", STRING, ANY).repeatingLast()));
    table.put("QUOTE_LITERAL", List.of(strict("Quotes.literal", STRING)));
    table.put("QUOTE_NULLABLE", List.of(taking("Quotes.nullable", STRING)));
    table.put("QUOTE_IDENT", List.of(strict("Quotes.name", STRING)));
    table.put("ELT", List.of(taking("TextParts.elt", TypeName.BIGINT, STRING).repeatingLast()));
  }

  private static List<Signature> pad(String method) {
    return List.of(nullable(method, STRING, INTEGER), nullable(method, STRING, INTEGER, STRING));
  }

  private static List<Signature> trim(String method) {
    return List.of(
        strict("TextEdits." + method, STRING), strict("TextEdits." + method, STRING, STRING));
  }

  private static void addParts(Map<String, List<Signature>> table) {
    table.put(
        "SPLIT_INDEX",
        List.of(
            part("TextParts.splitIndex", STRING, STRING, INTEGER),
            part("TextParts.splitIndex", STRING, INTEGER, INTEGER)));
    table.put("SPLIT", List.of(strict("TextParts.split", STRING, STRING)));
    table.put(
        "STRING_TO_ARRAY",
        List.of(
            taking("TextParts.toArray", STRING, STRING),
            taking("TextParts.toArray", STRING, STRING, STRING)));
    table.put(
        "STR_TO_MAP",
        List.of(
            strict("TextParts.toMap", STRING),
            strict("TextParts.toMap", STRING, STRING),
            strict("TextParts.toMap", STRING, STRING, STRING)));
    table.put(
        "INSTR",
        List.of(
            strict("TextParts.indexOf", STRING, STRING),
            strict("TextParts.indexOf", STRING, STRING, INTEGER),
            strict("TextParts.indexOf", STRING, STRING, INTEGER, INTEGER)));
  }

  private static void addRegularExpressions(Map<String, List<Signature>> table) {
    table.put("REGEXP", List.of(regex("Regexes.isIn", STRING, STRING)));
    table.put("REGEXP_MATCHES", List.of(regex("Regexes.isIn", STRING, STRING)));
    table.put("REGEXP_FULL_MATCH", List.of(regex("Regexes.isAll", STRING, STRING)));
    table.put(
        "REGEXP_EXTRACT",
        List.of(
            regex("Regexes.extract", STRING, STRING),
            regex("Regexes.extract", STRING, STRING, INTEGER)));
    table.put(
        "REGEXP_EXTRACT_ALL",
        List.of(
            regex("Regexes.extractAll", STRING, STRING),
            regex("Regexes.extractAll", STRING, STRING, INTEGER)));
    table.put(
        "REGEXP_REPLACE",
        List.of(
            regex("Regexes.replace", STRING, STRING, STRING),
            nullable("FlaggedRegexes.replace", STRING, STRING, STRING, STRING)));
    table.put(
        "REGEXP_COUNT",
        List.of(
            regex("Regexes.count", STRING, STRING),
            nullable("FlaggedRegexes.count", STRING, STRING, INTEGER),
            nullable("FlaggedRegexes.count", STRING, STRING, INTEGER, STRING)));
    table.put("REGEXP_MATCH", flagged("FlaggedRegexes.match"));
    table.put("REGEXP_SPLIT_TO_ARRAY", flagged("FlaggedRegexes.split"));
    table.put("REGEXP_INSTR", List.of(regex("Regexes.indexOf", STRING, STRING)));
    table.put("REGEXP_SUBSTR", List.of(regex("Regexes.extract", STRING, STRING)));
  }

  private static List<Signature> flagged(String method) {
    return List.of(nullable(method, STRING, STRING), nullable(method, STRING, STRING, STRING));
  }

  /** The second argument is a regular expression; the result is NULL if it is none. */
  private static Signature regex(String method, TypeName... parameters) {
    return nullable(method, parameters).withRegex(1);
  }
}
