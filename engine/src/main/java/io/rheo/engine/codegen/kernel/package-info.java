/**
 * What generated code calls for each row: static functions on primitive values, {@link
 * io.rheo.engine.codegen.kernel.Slice} and {@link io.rheo.engine.codegen.kernel.Int128}. No NULLs
 * here: generated code asks a kernel only when every argument is a value.
 */
package io.rheo.engine.codegen.kernel;
