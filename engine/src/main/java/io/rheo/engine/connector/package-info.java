/** Where rows come from and go to: the SPI, and one sub-package for each system. */
package io.rheo.engine.connector;
