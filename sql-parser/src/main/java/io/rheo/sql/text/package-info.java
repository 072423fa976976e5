/** {@code .sql} scripts to single statements that know their place in the file. No grammar here. */
package io.rheo.sql.text;
