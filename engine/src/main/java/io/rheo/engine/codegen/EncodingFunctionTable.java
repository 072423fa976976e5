package io.rheo.engine.codegen;

import static io.rheo.engine.codegen.Signature.nullable;
import static io.rheo.engine.codegen.Signature.strict;

import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Map;

/** Functions that write text and bytes in another form: digits, base 64, digests, URLs, JSON. */
final class EncodingFunctionTable {
  private static final TypeName STRING = TypeName.VARCHAR;
  private static final TypeName BYTES = TypeName.VARBINARY;

  private EncodingFunctionTable() {}

  static void addTo(Map<String, List<Signature>> table) {
    table.put(
        "HEX",
        List.of(
            strict("Encodings.hex", STRING),
            strict("Encodings.hex", BYTES),
            strict("Encodings.hex", TypeName.BIGINT)));
    table.put("UNHEX", List.of(nullable("Encodings.unhex", STRING)));
    table.put("TO_BASE64", ofTextAndBytes("Encodings.toBase64"));
    table.put(
        "FROM_BASE64",
        List.of(nullable("Encodings.fromBase64", STRING), nullable("Encodings.fromBase64", BYTES)));
    table.put("ENCODE", List.of(strict("Encodings.encode", STRING, STRING)));
    table.put("DECODE", List.of(strict("Encodings.decode", BYTES, STRING)));
    addDigests(table);
    addUrls(table);
    table.put(
        "JSON_LENGTH",
        List.of(
            nullable("JsonPaths.length", STRING), nullable("JsonPaths.length", STRING, STRING)));
    table.put("JSON_QUOTE", List.of(strict("JsonTexts.quote", STRING)));
    table.put("JSON_UNQUOTE", List.of(strict("JsonTexts.unquote", STRING)));
  }

  private static List<Signature> ofTextAndBytes(String method) {
    return List.of(strict(method, STRING), strict(method, BYTES));
  }

  private static void addDigests(Map<String, List<Signature>> table) {
    table.put("HASH_CODE", List.of(strict("Digests.hashCode", STRING)));
    for (String name : List.of("MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512")) {
      table.put(name, ofTextAndBytes("Digests." + name.toLowerCase(java.util.Locale.ROOT)));
    }
    table.put(
        "SHA2",
        List.of(
            strict("Digests.sha2", STRING, TypeName.INTEGER),
            strict("Digests.sha2", BYTES, TypeName.INTEGER)));
  }

  private static void addUrls(Map<String, List<Signature>> table) {
    table.put("URL_ENCODE", List.of(strict("Urls.encode", STRING)));
    table.put("URL_DECODE", List.of(nullable("Urls.decode", STRING)));
    table.put("URL_DECODE_RECURSIVE", List.of(nullable("Urls.decode", STRING, TypeName.BOOLEAN)));
    table.put(
        "PARSE_URL",
        List.of(
            nullable("Urls.part", STRING, STRING), nullable("Urls.part", STRING, STRING, STRING)));
  }
}
