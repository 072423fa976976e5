package io.rheo.engine.planner.expression;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** JSON from values and values from JSON: what Flink gives, and what is no JSON or no path. */
class JsonFunctionsTest {
  @TestFactory
  Stream<DynamicTest> values() {
    return FunctionCases.tests(
        """
        JSON_VALUE('{"a": true}', '$.a') -> true
        JSON_VALUE('{"a": true}', '$.b') -> NULL
        JSON_VALUE('{"a": null}', '$.a') -> NULL
        JSON_VALUE('{"a": {"b": [10, 20]}}', '$.a.b[1]') -> 20
        JSON_VALUE('{"p": 123456789.987654321}', '$.p') -> 123456789.987654321
        JSON_VALUE('{"p": 1.50}', '$.p') -> 1.50
        JSON_VALUE('{"a": 1.5}', '$.a' RETURNING DOUBLE) -> 1.5
        JSON_VALUE('{"a": 12}', '$.a' RETURNING INT) -> 12
        JSON_VALUE('{"a": "42"}', '$.a' RETURNING INT) -> 42
        JSON_VALUE('{"a": 13.89}', '$.a' RETURNING INT) -> 13
        JSON_VALUE('{"a": 9999999999}', '$.a' RETURNING INT) -> NULL
        JSON_VALUE('{"a": 9999999999}', '$.a' RETURNING BIGINT) -> 9999999999
        JSON_VALUE('{"a": 13.37}', '$.a' RETURNING DECIMAL(10, 2)) -> 13.37
        JSON_VALUE('{"a": 13.37}', '$.a' RETURNING DECIMAL(3, 2)) -> NULL
        JSON_VALUE('{"a": 13.37}', '$.a' RETURNING DECIMAL(3, 2) DEFAULT '0.00' ON ERROR) -> 0.00
        JSON_VALUE('{"a": true}', '$.a' RETURNING BOOLEAN) -> true
        JSON_VALUE('{"a": "x"}', '$.a' RETURNING INT) -> NULL
        JSON_VALUE('{"a": "x"}', '$.a' RETURNING INT DEFAULT 42 ON ERROR) -> 42
        JSON_VALUE('{"a": "x"}', '$.a' RETURNING INT ERROR ON ERROR) -> error
        JSON_VALUE('{"a": [1]}', '$.a') -> NULL
        JSON_VALUE('{"a": [1]}', '$.a' ERROR ON ERROR) -> error
        JSON_VALUE('{}', 'lax $.b' NULL ON EMPTY ERROR ON ERROR) -> NULL
        JSON_VALUE('{}', 'lax $.b' ERROR ON EMPTY NULL ON ERROR) -> error
        JSON_VALUE('{}', 'lax $.b' RETURNING INT DEFAULT 42 ON EMPTY ERROR ON ERROR) -> 42
        JSON_VALUE('{}', 'strict $.b' ERROR ON EMPTY NULL ON ERROR) -> NULL
        JSON_VALUE('{}', 'strict $.b' RETURNING INT NULL ON EMPTY DEFAULT 42 ON ERROR) -> 42
        JSON_VALUE('{"a b": "right"}', 'strict $.[''a b'']' DEFAULT 'wrong' ON ERROR) -> right
        JSON_VALUE('{"a.b": [0.998]}', '$.["a.b"][0]' RETURNING DOUBLE) -> 0.998
        JSON_VALUE('{', '$.a') -> NULL
        JSON_VALUE('', '$.a') -> NULL
        JSON_VALUE('{"a": 1}', '$[') -> NULL
        JSON_VALUE(s2, '$.a') -> NULL
        JSON_VALUE('{"a": 1}', s2) -> NULL
        JSON_VALUE('{"This": 1}', '$.' || LEFT(s, 4)) -> 1
        JSON_EXISTS('{"a": true}', '$.a') -> true
        JSON_EXISTS('{"a": true}', '$.b') -> false
        JSON_EXISTS('{"a": [{"b": 1}]}', '$.a[0].b') -> true
        JSON_EXISTS('{"a": []}', '$.a[*]') -> false
        JSON_EXISTS('{}', 'strict $.b' TRUE ON ERROR) -> true
        JSON_EXISTS('{}', 'strict $.b' UNKNOWN ON ERROR) -> NULL
        JSON_EXISTS('{}', 'strict $.b' ERROR ON ERROR) -> error
        JSON_EXISTS('x', '$.b') -> false
        JSON_EXISTS(s2, '$.b') -> NULL
        JSON_LENGTH('[1,2,3]') -> 3
        JSON_LENGTH('{"a":[1,2]}', '$.a') -> 2
        JSON_LENGTH('"abc"') -> 1
        JSON_LENGTH('null') -> 1
        JSON_LENGTH('{}') -> 0
        JSON_LENGTH('{"a":[true, null]}', '$.a[1]') -> 1
        JSON_LENGTH('{"a":[true, null]}', '$.a[9]') -> NULL
        JSON_LENGTH('{"a":[{"b":1,"c":2}]}', '$.a[*]') -> 2
        JSON_LENGTH('{"a":[1,2]}', '$.a[*]') -> NULL
        JSON_LENGTH('{"a":1}', '$[') -> NULL
        JSON_LENGTH('{') -> NULL
        JSON_LENGTH(s2) -> NULL
        """);
  }

  @TestFactory
  Stream<DynamicTest> objectsAndArrays() {
    return FunctionCases.tests(
        """
        JSON_QUERY('{ "a": { "b": 1 } }', '$.a') -> {"b":1}
        JSON_QUERY('{"i": [{"z": 1, "a": 10}, null]}', '$.i') -> [{"a":10,"z":1},null]
        JSON_QUERY('[1, 2]', '$') -> [1,2]
        JSON_QUERY('{"a":1}', '$.a') -> NULL
        JSON_QUERY('{"a":1}', '$.a' ERROR ON ERROR) -> error
        JSON_QUERY('{"a":1}', '$.a' WITH WRAPPER) -> [1]
        JSON_QUERY('{"a":[1,2]}', '$.a' WITH CONDITIONAL WRAPPER) -> [1,2]
        JSON_QUERY('{"a":{}}', '$.a' WITH CONDITIONAL WRAPPER) -> [{}]
        JSON_QUERY('{"a":[1,2]}', '$.a' WITH UNCONDITIONAL WRAPPER) -> [[1,2]]
        JSON_QUERY('{}', 'lax $.b' EMPTY ARRAY ON EMPTY) -> []
        JSON_QUERY('{}', 'lax $.b' EMPTY OBJECT ON EMPTY) -> {}
        JSON_QUERY('{}', 'lax $.b' ERROR ON EMPTY) -> error
        JSON_QUERY('{}', 'lax $.b') -> NULL
        JSON_QUERY('{}', 'strict $.b' EMPTY ARRAY ON ERROR) -> []
        JSON_QUERY('{"a":["a","b"]}', '$.a' RETURNING ARRAY<STRING>) -> [a, b]
        JSON_QUERY(s2, '$') -> NULL
        '1' IS JSON -> true
        'abc' IS JSON -> false
        '{}' IS JSON OBJECT -> true
        '{}' IS JSON SCALAR -> false
        '[]' IS JSON ARRAY -> true
        '"a"' IS JSON SCALAR -> true
        '[]' IS NOT JSON OBJECT -> true
        s2 IS JSON -> NULL
        """);
  }

  @TestFactory
  Stream<DynamicTest> constructors() {
    return FunctionCases.tests(
        """
        JSON_STRING('V') -> "V"
        JSON_STRING(TRUE) -> true
        JSON_STRING(1) -> 1
        JSON_STRING(1.23) -> 1.23
        JSON_STRING(CAST(1.23 AS DOUBLE)) -> 1.23
        JSON_STRING(CAST(0.1 AS FLOAT)) -> 0.1
        JSON_STRING(TIMESTAMP '1990-06-02 13:37:42.001') -> "1990-06-02T13:37:42.001"
        JSON_STRING(TO_TIMESTAMP_LTZ(1001, 3)) -> "1970-01-01T00:00:01.001Z"
        JSON_STRING(DATE '2020-01-31') -> "2020-01-31"
        JSON_STRING(TIME '10:20:30') -> "10:20:30"
        JSON_STRING(ARRAY['A1', 'A2']) -> ["A1","A2"]
        JSON_STRING(MAP['M2', 'V2', 'M1', 'V1']) -> {"M1":"V1","M2":"V2"}
        JSON_STRING(x'54657374') -> "VGVzdA=="
        JSON_STRING(s2) -> NULL
        JSON_STRING(r) -> NULL
        JSON_OBJECT() -> {}
        JSON_OBJECT('b' VALUE 1, 'a' VALUE s2) -> {"a":null,"b":1}
        JSON_OBJECT(KEY 'K' VALUE s2 ABSENT ON NULL) -> {}
        JSON_OBJECT('s' VALUE 'é"', 'x' VALUE x, 'd' VALUE d92) -> {"d":-1231.12,"s":"é\\"","x":4.6}
        JSON_OBJECT('o' VALUE JSON_OBJECT('k' VALUE 'V')) -> {"o":{"k":"V"}}
        JSON_OBJECT('t' VALUE '{}') -> {"t":"{}"}
        JSON_OBJECT('j' VALUE JSON('{"a": [1, 2]}')) -> {"j":{"a":[1,2]}}
        JSON_OBJECT('j' VALUE JSON('')) -> {"j":null}
        JSON_OBJECT('j' VALUE JSON(s2) ABSENT ON NULL) -> {}
        JSON_OBJECT('j' VALUE JSON('{')) -> error
        JSON_OBJECT('k' VALUE ARRAY[DATE '2020-01-31']) -> {"k":["2020-01-31"]}
        JSON_ARRAY() -> []
        JSON_ARRAY(1, 'a', TRUE, s2) -> [1,"a",true]
        JSON_ARRAY(1, s2 NULL ON NULL) -> [1,null]
        JSON_ARRAY(JSON_ARRAY(1), JSON('[2]'), JSON_OBJECT()) -> [[1],[2],{}]
        JSON_QUOTE('null') -> "null"
        JSON_QUOTE('"1"') -> "\\"1\\""
        JSON_QUOTE('a\\b') -> "a\\\\b"
        JSON_QUOTE('≠ escaped') -> "\\u2260 escaped"
        JSON_QUOTE(s2) -> NULL
        JSON_UNQUOTE('"abc"') -> abc
        JSON_UNQUOTE('"[\\u0041\\t]"') -> |[A\t]|
        JSON_UNQUOTE('""') -> ||
        JSON_UNQUOTE('\"\"\"') -> "
        JSON_UNQUOTE('"') -> "
        JSON_UNQUOTE('[]') -> []
        JSON_UNQUOTE('"[1, 2, 3}') -> "[1, 2, 3}
        JSON_UNQUOTE('"\\uzzzz"') -> "\\uzzzz"
        JSON_UNQUOTE(JSON_QUOTE('"this is not a json')) -> "this is not a json
        """);
  }
}
