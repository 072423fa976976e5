/**
 * What a user sees when a statement is wrong: a stable code, the place in their file, why, and what
 * to do. Bugs are not reported here; they are unchecked exceptions of the JDK.
 */
package io.rheo.sql.error;
