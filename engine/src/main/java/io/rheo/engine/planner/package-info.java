/**
 * Logical to physical plan: one small class for each kind of relational node. What this version
 * cannot run is refused here, with position and advice.
 */
package io.rheo.engine.planner;
