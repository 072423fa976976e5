package io.rheo.engine.plan;

/** When a windowed aggregate emits. */
public enum EmitMode {
  /** Each window once, when the watermark has passed its end. */
  ON_WINDOW_CLOSE,
  /** At the end of each step in which a window changed, retracting what was emitted before. */
  CHANGES
}
