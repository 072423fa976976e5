package io.rheo.engine.codegen.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads {@code yyyy-MM-dd}, {@code T} or a blank, {@code HH:mm[:ss[.fraction]]} from a slice. */
final class DateTimeScanner {
  private final Slice text;
  private int at;
  private final int end;

  DateTimeScanner(Slice text) {
    this.text = text;
    int last = text.length();
    while (last > 0 && text.at(last - 1) == ' ') {
      last--;
    }
    end = last;
    while (at < end && text.at(at) == ' ') {
      at++;
    }
  }

  boolean atEnd() {
    return at == end;
  }

  void expectEnd() {
    if (at != end) {
      throw bad();
    }
  }

  /** Days since 1970. */
  int date() {
    boolean negative = skip('-');
    int year = number(1, 5);
    expect('-');
    int month = number(1, 2);
    expect('-');
    int day = number(1, 2);
    try {
      return (int) LocalDate.of(negative ? -year : year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      throw bad();
    }
  }

  void dateTimeSeparator() {
    if (!skip('T')) {
      expect(' ');
    }
  }

  /** Milliseconds of the day. */
  int time() {
    int hour = number(1, 2);
    int minute = 0;
    int second = 0;
    int millis = 0;
    if (skip(':')) {
      minute = number(1, 2);
      if (skip(':')) {
        second = number(1, 2);
        millis = skip('.') ? fraction() : 0;
      }
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw bad();
    }
    return ((hour * 60 + minute) * 60 + second) * 1_000 + millis;
  }

  private int fraction() {
    int millis = 0;
    int digits = 0;
    for (; at < end && isDigit(); at++, digits++) {
      if (digits < 3) {
        millis = millis * 10 + (text.at(at) - '0');
      }
    }
    if (digits > 9) {
      throw bad();
    }
    for (; digits < 3; digits++) {
      millis *= 10;
    }
    return millis;
  }

  private int number(int minDigits, int maxDigits) {
    int value = 0;
    int digits = 0;
    for (; at < end && digits < maxDigits && isDigit(); at++, digits++) {
      value = value * 10 + (text.at(at) - '0');
    }
    if (digits < minDigits) {
      throw bad();
    }
    return value;
  }

  private boolean isDigit() {
    byte character = text.at(at);
    return character >= '0' && character <= '9';
  }

  private boolean skip(char expected) {
    if (at < end && text.at(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char expected) {
    if (!skip(expected)) {
      throw bad();
    }
  }

  private RowException bad() {
    return TextReader.bad(text, "a date or time");
  }
}
