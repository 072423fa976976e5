/** Filter and projection as an operator. Expressions are compiled elsewhere. */
package io.rheo.engine.operator.project;
