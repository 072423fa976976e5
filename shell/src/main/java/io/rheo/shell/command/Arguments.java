package io.rheo.shell.command;

import io.rheo.sql.error.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, taken apart: {@code --name value} or {@code --name=value} in any order, and
 * operands; {@code --} says that only operands follow.
 *
 * <p>Written by hand because the library for it took a tenth of a second of every start: its
 * classes are too old for the class data archive, and it reads annotations through proxies.
 */
final class Arguments {
  private final CommandForm form;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> operands = new ArrayList<>();

  private Arguments(CommandForm form) {
    this.form = form;
  }

  static Arguments parse(CommandForm form, List<String> words) throws UsageException {
    Arguments arguments = new Arguments(form);
    boolean onlyOperands = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (onlyOperands || !word.startsWith("-") || word.equals("-")) {
        arguments.addOperand(word);
      } else if (word.equals("--")) {
        onlyOperands = true;
      } else {
        i += arguments.addFlag(word, i + 1 < words.size() ? words.get(i + 1) : null);
      }
    }
    return arguments;
  }

  private void addOperand(String word) throws UsageException {
    if (operands.size() == form.operandsMax()) {
      throw new UsageException("'" + word + "' is one argument too many");
    }
    operands.add(word);
  }

  /** Returns how many of the following words belong to it. */
  private int addFlag(String word, String next) throws UsageException {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    Flag flag = find(equals < 0 ? word : word.substring(0, equals));
    if (!flag.takesArgument()) {
      if (equals >= 0) {
        throw new UsageException(flag.name() + " takes no value");
      }
      put(flag, "");
      return 0;
    }
    if (equals >= 0) {
      put(flag, word.substring(equals + 1));
      return 0;
    }
    if (next == null) {
      throw new UsageException(flag.name() + " needs a value: " + flag.synopsis());
    }
    put(flag, next);
    return 1;
  }

  private Flag find(String name) throws UsageException {
    Optional<Flag> flag = form.flag(name.equals("-h") ? Flag.HELP.name() : name);
    if (flag.isPresent()) {
      return flag.get();
    }
    List<String> names = form.flags().stream().map(Flag::name).toList();
    String nearest =
        Suggestions.nearest(name, names).map(found -> "; did you mean " + found + "?").orElse("");
    throw new UsageException("unknown option " + name + nearest);
  }

  private void put(Flag flag, String value) {
    values.computeIfAbsent(flag.name(), name -> new ArrayList<>()).add(value);
  }

  boolean has(String flag) {
    return values.containsKey(flag);
  }

  /** The value given last. */
  Optional<String> value(String flag) {
    List<String> given = values.getOrDefault(flag, List.of());
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  Optional<Integer> number(String flag) throws UsageException {
    Optional<String> value = value(flag);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= 0) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // reported below, as is a negative one
    }
    throw new UsageException(flag + " is a number, not '" + value.get() + "'");
  }

  /** The values of an option of the form {@code KEY=VALUE}, which may be given many times. */
  Map<String, String> pairs(String flag) throws UsageException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String given : values.getOrDefault(flag, List.of())) {
      int equals = given.indexOf('=');
      if (equals <= 0) {
        throw new UsageException(flag + " has the form KEY=VALUE, not '" + given + "'");
      }
      pairs.put(given.substring(0, equals), given.substring(equals + 1));
    }
    return pairs;
  }

  Optional<String> operand(int index) {
    return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
  }
}
