/** What operators on changelogs share: netting rows with weights, comparing rows. */
package io.rheo.engine.operator.changelog;
