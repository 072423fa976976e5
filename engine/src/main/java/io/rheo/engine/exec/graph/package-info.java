/**
 * The operators of a plan, made and connected: on one worker, or cut into fragments that run on
 * several workers and exchange rows. Where rows come from and go to is not here.
 */
package io.rheo.engine.exec.graph;
