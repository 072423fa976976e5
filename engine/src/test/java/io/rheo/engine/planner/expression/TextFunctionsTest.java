package io.rheo.engine.planner.expression;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Functions of text: what Flink gives, and NULL, empty and out-of-range arguments. */
class TextFunctionsTest {
  @TestFactory
  Stream<DynamicTest> edits() {
    return FunctionCases.tests(
        """
        OVERLAY('xxxxxtest' PLACING 'xxxx' FROM 6) -> xxxxxxxxx
        OVERLAY('xxxxxtest' PLACING 'xxxx' FROM 6 FOR 2) -> xxxxxxxxxst
        OVERLAY('123456789' PLACING 'It' FROM -1 FOR 4) -> 123456789
        OVERLAY('123456789' PLACING 'abc' FROM 2 FOR 100) -> 1abc
        OVERLAY('123456789' PLACING 'abc' FROM 2 FOR -1) -> 1abc
        OVERLAY('123456789' PLACING 'abc' FROM 100 FOR -1) -> 123456789
        OVERLAY('abc' PLACING 'x' FROM 2 FOR 0) -> axbc
        OVERLAY(s PLACING 'It' FROM 1 FOR 4) -> It is a test String.
        OVERLAY(s2 PLACING 'It' FROM 1 FOR 2) -> NULL
        LPAD('hi', 1, '??') -> h
        LPAD('hi', 5, '??') -> ???hi
        LPAD('', 3, 'ab') -> aba
        LPAD('111', -2, '??') -> NULL
        LPAD('111', 0, '??') -> ||
        LPAD('ab', 5, '') -> NULL
        LPAD('äää', 13, '12345') -> 1234512345äää
        LPAD('hi', 5, s2) -> NULL
        LPAD(s2, 5, 'x') -> NULL
        LPAD('ab', 4) -> |  ab|
        LPAD('x', 2000000000, 'y') -> error
        RPAD('hi', 5, '??') -> hi???
        RPAD('üö', 1, '??') -> ü
        RPAD('abcd', 5, '') -> NULL
        RPAD('äää', 13, '12345') -> äää1234512345
        BTRIM('  abc  ') -> |abc|
        BTRIM('abcddcba', 'abc') -> dd
        LTRIM(s, 'This ') -> a test String.
        LTRIM(' a ') -> |a |
        LTRIM('心情开开心心', '开心') -> 情开开心心
        LTRIM('abc', s2) -> NULL
        RTRIM(s, 'String. ') -> This is a tes
        RTRIM('心情开开心心', '开心') -> 心情
        TRIM(BOTH 'abd' FROM 'abcddcba') -> cddc
        TRIM(BOTH '开心' FROM '心情开开心心') -> 情
        TRIM(LEADING FROM '  example  ') -> |example  |
        TRIM('  x ') -> |x|
        REPLACE(s, ' ', '_') -> This_is_a_test_String.
        REPLACE(s, 'i', '') -> Ths s a test Strng.
        REPLACE('ababab', 'abab', 'z') -> zab
        REPLACE(s, s2, '') -> NULL
        TRANSLATE('www.apache.org', 'abcde.', '123') -> www1p13horg
        TRANSLATE('www.apache.org', 'abcae', '12345') -> www.1p13h5.org
        TRANSLATE('www.apache.org', 'abc', '12345') -> www.1p13he.org
        TRANSLATE('www.apache.org', '', '123') -> www.apache.org
        TRANSLATE('www.apache.org', s2, '123') -> www.apache.org
        TRANSLATE('www.apache.org', 'abc', s2) -> www.phe.org
        TRANSLATE('www.😀.org', '.😀', '😀.') -> www😀.😀org
        TRANSLATE('翻译test，测试', '翻译测试test，', '测试翻译tset。') -> 测试tset。翻译
        TRANSLATE(s2, 'abc', '123') -> NULL
        UCASE('aß') -> ASS
        LCASE('AÄ') -> aä
        INITCAP('fLinK and SQL') -> Flink And Sql
        REVERSE('a😀b') -> b😀a
        REPEAT('ab', 3) -> ababab
        REPEAT('ab', -1) -> ||
        CHR(65) -> A
        CHR(-9) -> ||
        CHR(300) -> ,
        CHR(97 + 256) -> a
        CHR(l) -> ,
        CHR(i2) -> NULL
        PRINTF('%s %d %.2f %s %b', 'a', l, x, DATE '2020-01-31', b) -> a 44 4.60 2020-01-31 true
        PRINTF('%s', s2) -> null
        PRINTF('none') -> none
        PRINTF(s2, 1) -> NULL
        PRINTF('%d', 'x') -> NULL
        ELT(1, 'scala', 'java') -> scala
        ELT(i, 'a', 'b', s2) -> NULL
        ELT(i2, 'a') -> NULL
        ELT(0, 'a') -> error
        ELT(4, 'a', 'b', 'c') -> error
        CONCAT('AA', 'BB', 'CC', '---') -> AABBCC---
        CONCAT('xx', s2) -> NULL
        CONCAT('a', 1) -> a1
        CONCAT_WS('~', s2, 'AA', 'BB', '', s2, 'CC') -> AA~BB~~CC
        CONCAT_WS(s2, 'AA') -> NULL
        CONCAT_WS('~', s2) -> ||
        'a' || 'b' || 'c' -> abc
        """);
  }

  @TestFactory
  Stream<DynamicTest> parts() {
    return FunctionCases.tests(
        """
        SUBSTRING(s, 2) -> his is a test String.
        SUBSTRING(s, 2, 5) -> his i
        SUBSTRING(s FROM -2 FOR 1) -> g
        SUBSTRING(s FROM -2 FOR 0) -> ||
        SUBSTRING(s, CAST(1 AS TINYINT), i) -> Thi
        SUBSTRING('', 1, -1) -> NULL
        UPPER(SUBSTRING('', 1, -1)) -> NULL
        SUBSTRING('abc', 1, -1) IS NULL -> true
        SUBSTR(s, 100, 10) -> ||
        SUBSTR('1世3', 1, 2) -> 1世
        SUBSTR(s, 2, i2) -> NULL
        LEFT(s, 2) -> Th
        LEFT(s, -2) -> ||
        RIGHT(s, 100) -> This is a test String.
        RIGHT(s, CAST(NULL AS INT)) -> NULL
        POSITION('test' IN 'xxxtest') -> 4
        POSITION('testx' IN 'xxxtest') -> 0
        LOCATE('aa', 'aaads', 2) -> 2
        LOCATE('aa', s2) -> NULL
        INSTR('Corporate Floor', 'or', 3, 2) -> 14
        INSTR('Corporate Floor', 'or', -3, 2) -> 2
        INSTR('Tech on the net', 'e', 1, 2) -> 11
        INSTR('Tech on the net', 'e', 1, 3) -> 14
        INSTR('Tech on the net', 'e', 1, 4) -> 0
        INSTR('Tech on the net', 'e', -3, 2) -> 2
        INSTR('myteststring', 'st') -> 5
        INSTR('x', s2) -> NULL
        SPLIT_INDEX('Test', 'e', 1) -> st
        SPLIT_INDEX('AQIDBA==', 73, 0) -> AQ
        SPLIT_INDEX('AQIDBA==', 256, 0) -> NULL
        SPLIT_INDEX('AQIDBA==', 'I', 2) -> NULL
        SPLIT_INDEX('AQIDBA==', 'I', -1) -> NULL
        SPLIT_INDEX('AQIDBA==', s2, 0) -> NULL
        SPLIT(',a,,b', ',') -> [, a, , b]
        SPLIT('a', ',') -> [a]
        SPLIT('a😀', '') -> [a, 😀]
        SPLIT(s2, ',') -> NULL
        STR_TO_MAP('k1=v1,k2=v2') -> {k1=v1, k2=v2}
        STR_TO_MAP('k1:v1;k2: v2', ';', ':') -> {k1=v1, k2= v2}
        STR_TO_MAP('k1$$v1|k2$$ v2', '\\|', '\\$\\$') -> {k1=v1, k2= v2}
        STR_TO_MAP('') -> {}
        STR_TO_MAP('k') -> {k=NULL}
        STR_TO_MAP('k1=v1,k2=v2')['k2'] -> v2
        STR_TO_MAP('k1=v1,k2=v2')['k3'] -> NULL
        STR_TO_MAP(s2) -> NULL
        CHAR_LENGTH('a😀') -> 2
        CHARACTER_LENGTH(s) -> 22
        OCTET_LENGTH('abä') -> 4
        ASCII('') -> 0
        ASCII('efg') -> 101
        """);
  }

  @TestFactory
  Stream<DynamicTest> regularExpressions() {
    return FunctionCases.tests(
        """
        REGEXP('100-200', '(\\d+)') -> true
        REGEXP('abc-def', '(\\d+)') -> false
        REGEXP(s2, '(\\d+)') -> NULL
        REGEXP('100-200', s2) -> NULL
        REGEXP('x', '(') -> NULL
        REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2) -> bar
        REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 0) -> foothebar
        REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)') -> foothebar
        REGEXP_EXTRACT('foothebar', 'foo([\\d]+)', 1) -> NULL
        REGEXP_EXTRACT('foothebar', 'foo', 1) -> NULL
        REGEXP_EXTRACT('foothebar', '(') -> NULL
        REGEXP_EXTRACT('foothebar', s2, 2) -> NULL
        REGEXP_EXTRACT(s, SUBSTRING(s, 1, 4)) -> This
        REGEXP_EXTRACT_ALL('100-200, 300-400', '(\\d+)-(\\d+)', 0) -> [100-200, 300-400]
        REGEXP_EXTRACT_ALL('100-200, 300-400', '(\\d+)-(\\d+)') -> [100, 300]
        REGEXP_EXTRACT_ALL('100-200, 300-400', '(\\d+)-(\\d+)', 2) -> [200, 400]
        REGEXP_EXTRACT_ALL('abcdeabde', 'ab((c)|(.?))de', 2) -> [c, NULL]
        REGEXP_EXTRACT_ALL('100', '[a-z]', 0) -> []
        REGEXP_EXTRACT_ALL('abcdeabde', 'abcdeabde') -> NULL
        REGEXP_EXTRACT_ALL('abcdeabde', '(abcdeabde)', -1) -> NULL
        REGEXP_EXTRACT_ALL('abcdeabde', '(') -> NULL
        REGEXP_REPLACE('foobar', 'oo|ar', 'abc') -> fabcbabc
        REGEXP_REPLACE('foobar', '^f*.*r$', '') -> ||
        REGEXP_REPLACE('fooobar', 'oo', '$') -> f$obar
        REGEXP_REPLACE('foobar', 'oo', '\\') -> f\\bar
        REGEXP_REPLACE('foobar', s2, '') -> NULL
        REGEXP_REPLACE('foobar', 'oo|ar', s2) -> NULL
        REGEXP_COUNT('abc123xyz456', '\\d') -> 6
        REGEXP_COUNT('hello world! Hello everyone!', 'Hello') -> 1
        REGEXP_COUNT('abcabcabc', 'abcab') -> 1
        REGEXP_COUNT('abcd', 'z') -> 0
        REGEXP_COUNT('abcd', '(') -> NULL
        REGEXP_COUNT(s2, 'a') -> NULL
        REGEXP_INSTR('Helloworld! Hello everyone!', '\\bHello\\b') -> 13
        REGEXP_INSTR('100', '[a-z]') -> 0
        REGEXP_INSTR('😀a', 'a') -> 2
        REGEXP_INSTR('a', '(') -> NULL
        REGEXP_SUBSTR('100-200, 300-400', '(\\d+)-(\\d+)$') -> 300-400
        REGEXP_SUBSTR('100', '[a-z]') -> NULL
        REGEXP_SUBSTR('100', '(') -> NULL
        s RLIKE 'test' -> true
        s SIMILAR TO '_*' -> true
        s SIMILAR TO 'This (is)? a (test)+ Strin_*' -> true
        '*_This is a test' SIMILAR TO '&*&_This (is)? a (test)+' ESCAPE '&' -> true
        s NOT SIMILAR TO '_*' -> false
        '%This is a test String.' LIKE '&%Th_s%' ESCAPE '&' -> true
        'abcxxxdef' LIKE '%abc%def%' -> true
        'abcxxxdef' NOT LIKE '%abc%qef' -> true
        s LIKE s2 -> NULL
        'ABC' ILIKE 'a%' -> true
        """);
  }

  @TestFactory
  Stream<DynamicTest> encodings() {
    return FunctionCases.tests(
        """
        HEX(100) -> 64
        HEX(ti) -> 2A
        HEX('ö') -> C3B6
        HEX(CAST(-1 AS BIGINT)) -> FFFFFFFFFFFFFFFF
        HEX(x'0aff') -> 0AFF
        HEX(i2) -> NULL
        UNHEX('466C696E6B') -> x'466c696e6b'
        UNHEX('146') -> x'0046'
        UNHEX('1') -> x'00'
        UNHEX('zz') -> NULL
        UNHEX('') -> x''
        FROM_BASE64('aGVsbG8gd29ybGQ=') -> hello world
        FROM_BASE64(x'6147567362473867643239796247513D') -> hello world
        CONCAT(FROM_BASE64('5L2g5aW9'), ' flink') -> 你好 flink
        FROM_BASE64('?') -> NULL
        FROM_BASE64(s2) -> NULL
        TO_BASE64('你好') -> 5L2g5aW9
        TO_BASE64('') -> ||
        TO_BASE64(x'01020304') -> AQIDBA==
        ENCODE('aabbef', 'UTF-16LE') -> x'610061006200620065006600'
        DECODE(ENCODE('中国', 'UTF-16LE'), 'UTF-16LE') -> 中国
        DECODE(ENCODE(s2, 'utf-8'), 'utf-8') -> NULL
        ENCODE('a', 'no-such') -> error
        DECODE(x'ff', 'utf-8') -> error
        HASH_CODE('abc') -> 96354
        MD5('') -> d41d8cd98f00b204e9800998ecf8427e
        MD5('abc') -> 900150983cd24fb0d6963f7d28e17f72
        MD5(s2) -> NULL
        SHA1('test') -> a94a8fe5ccb19ba61c4c0873d391e987982fbbd3
        SHA224('test') -> 90a3ed9e32b2aaf4c61c410eb925426119e1a9dc53d4286ade99a809
        SHA2('test', 224) = SHA224('test') -> true
        SHA256('test') -> 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        SHA2('test', 256) = SHA256('test') -> true
        SHA2('test', 384) = SHA384('test') -> true
        SHA2('test', 512) = SHA512('test') -> true
        SUBSTRING(SHA384('test'), 1, 12) -> 768412320f7b
        SUBSTRING(SHA512('test'), 1, 12) -> ee26b0dd4af7
        SHA2('test', 100) -> error
        SHA2('test', i2) -> NULL
        URL_ENCODE('https://flink.apache.org/ a') -> https%3A%2F%2Fflink.apache.org%2F+a
        URL_DECODE('inva+lid%3A%2F%2Fuser') -> inva lid://user
        URL_DECODE('illegal escape pattern test%') -> NULL
        URL_DECODE('') -> ||
        URL_DECODE_RECURSIVE('https%253A%252F', TRUE) -> https:/
        URL_DECODE_RECURSIVE('https%253A%252F', FALSE) -> https%3A%2F
        PARSE_URL('http://userinfo@flink.apache.org/path?query=1#Ref', 'HOST') -> flink.apache.org
        PARSE_URL('http://userinfo@flink.apache.org/path?query=1#Ref', 'PATH') -> /path
        PARSE_URL('http://userinfo@flink.apache.org/path?query=1#Ref', 'QUERY') -> query=1
        PARSE_URL('http://userinfo@flink.apache.org/path?query=1#Ref', 'REF') -> Ref
        PARSE_URL('http://userinfo@flink.apache.org/path?query=1#Ref', 'FILE') -> /path?query=1
        PARSE_URL('http://userinfo@flink.apache.org/path?query=1#Ref', 'USERINFO') -> userinfo
        PARSE_URL('http://u@h/path?query=1#Ref', 'AUTHORITY') -> u@h
        PARSE_URL('http://h/p?q=x%20y&query=2', 'QUERY', 'query') -> 2
        PARSE_URL('http://h/p?q=x%20y&query=2', 'QUERY', 'q') -> x%20y
        PARSE_URL('http://h/p?q=1', 'QUERY', 'nope') -> NULL
        PARSE_URL('http://user:pass@host', 'PATH') -> ||
        PARSE_URL('http://user:pass@host', 'QUERY') -> NULL
        PARSE_URL('invalid://user:pass@host/file', 'HOST') -> NULL
        PARSE_URL('http://h', 'host') -> NULL
        IS_ALPHA('abc') -> true
        IS_ALPHA('a1') -> false
        IS_ALPHA('') -> false
        IS_ALPHA(s2) -> false
        IS_DIGIT('123') -> true
        IS_DIGIT('11.4445') -> false
        IS_DIGIT(s2) -> false
        IS_DECIMAL('11.4445') -> true
        IS_DECIMAL('-1') -> true
        IS_DECIMAL('abc') -> false
        IS_DECIMAL(s2) -> false
        """);
  }
}
