package io.rheo.engine;

/**
 * What a job is to do.
 *
 * @param wantedName its name, unless a job of that name is at work
 * @param statement the SQL that started it
 * @param bounded whether its input ends
 * @param plan what EXPLAIN shows of it
 */
record JobSpec(String wantedName, String statement, boolean bounded, String plan) {}
