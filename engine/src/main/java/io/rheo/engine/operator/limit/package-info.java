/** Taking the first rows only. */
package io.rheo.engine.operator.limit;
