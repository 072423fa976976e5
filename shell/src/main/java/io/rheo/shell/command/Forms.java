package io.rheo.shell.command;

import java.util.List;

/** The commands there are. */
final class Forms {
  static final CommandForm RHEO =
      new CommandForm(
          "rheo",
          List.of(
              "rheo [--connect URL [--user NAME]]   the shell",
              "rheo [--connect URL …] < FILE.sql    a script",
              "rheo COMMAND …"),
          """
          Streaming SQL in one process.

          Commands (--help on each):
            run     runs a script in this process and prints the rows of its queries
            server  serves SQL to JDBC clients
            demo    shows a continuous query on real data
            bench   measures the queries of a benchmark

          Exit code: 0 done, 1 the SQL or the job failed, 2 usage.
          """,
          List.of(
              new Flag("--connect", "URL", "jdbc:rheo://host:port; without it an embedded server"),
              new Flag("--user", "NAME", "the user's name on that server"),
              new Flag("--version", "", "print the version"),
              Flag.HELP),
          1);

  static final CommandForm RUN =
      new CommandForm(
          "rheo run",
          List.of("rheo run [OPTION …] FILE.sql", "rheo run [OPTION …] -e 'SQL'"),
          """
          Runs a script in this process. Rows go to standard output, all else to standard error; a
          bounded input ends by itself. The file - is standard input.
          """,
          List.of(
              new Flag("-e", "SQL", "the script itself"),
              new Flag("--format", "FORMAT", "table (default), csv or json: one object a line"),
              new Flag(
                  "--changelog", "", "print each change of a query whose rows change (default)"),
              new Flag("--final", "", "print what is left of it when its input has ended"),
              new Flag("--set", "KEY=VALUE", "a setting, as SET 'KEY' = 'VALUE' before the script"),
              new Flag("--var", "NAME=VALUE", "replaces ${NAME}; the environment gives the others"),
              Flag.HELP),
          1);

  static final CommandForm SERVER =
      new CommandForm(
          "rheo server",
          List.of("rheo server [OPTION …]"),
          "Serves SQL to JDBC clients until it is stopped by Ctrl-C or SIGTERM.",
          List.of(
              new Flag("--config", "FILE", "settings, as a properties file"),
              new Flag("--data", "DIR", "where tables and jobs will be kept: not supported yet"),
              new Flag("--port", "PORT", "port to listen at (8765)"),
              Flag.HELP),
          0);

  static final CommandForm DEMO =
      new CommandForm(
          "rheo demo",
          List.of("rheo demo", "rheo demo [OPTION …] NAME [SCRIPT]"),
          """
          Lists the demos, or shows one. A demo is a folder of demos/: edit its files and it changes.
          SCRIPT is another script of the folder than its first.
          """,
          List.of(
              new Flag("--pace", "N", "rows a second at which data is replayed; 0: at full speed"),
              Flag.HELP),
          2);

  static final CommandForm BENCH =
      new CommandForm(
          "rheo bench",
          List.of("rheo bench nexmark [OPTION …]"),
          """
          Runs the scripts of queries/nexmark, each in a process of its own, after a run to warm up,
          into a sink that reads every column. CPU time is that of the whole process. The query
          "generator" makes all events and does nothing with them.
          """,
          List.of(
              new Flag("--queries", "NAMES", "such as q0,q5; all without it"),
              new Flag("--events", "N", "how many events a query reads (10000000)"),
              new Flag("--event-rate", "N", "events a second of event time (1000000)"),
              new Flag("--repeat", "N", "prints the medians of so many runs (1)"),
              new Flag("--parallelism", "N", "on how many workers a query runs (1)"),
              new Flag("--rate", "N", "events a second by the clock; prints latencies then"),
              new Flag("--source", "SOURCE", "generator (default), or JSON from file or kafka"),
              new Flag("--folder", "DIR", "where files of events are kept (.rheo/nexmark)"),
              new Flag("--bootstrap-servers", "HOST:PORT", "the Kafka broker; topics are filled"),
              new Flag("--verify", "", "compares each answer with DuckDB's before it measures"),
              new Flag("--variants", "", "runs the changed forms of each query, and compares"),
              new Flag("--baseline", "FILE", "compares with figures that were saved"),
              new Flag("--save-baseline", "FILE", "puts the figures into such a file"),
              new Flag("--fail-below", "SHARE", "exit code 1 if a query reaches less, such as 0.8"),
              new Flag("--format", "FORMAT", "table (default) or json: one object a line"),
              new Flag("--in-process", "", "measure a single query in this process"),
              Flag.HELP),
          1);

  private Forms() {}
}
