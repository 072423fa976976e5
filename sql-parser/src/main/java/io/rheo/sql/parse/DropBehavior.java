package io.rheo.sql.parse;

/** What {@code DROP} does about views that read what is dropped. */
public enum DropBehavior {
  /** Refuses if a materialized view reads it; other views are left, and fail when they are used. */
  DEFAULT,
  /** Refuses if any view reads it. */
  RESTRICT,
  /** Drops the views that read it as well. */
  CASCADE
}
