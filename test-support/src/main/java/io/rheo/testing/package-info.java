/** What the tests of several modules share. Not shipped, and never a dependency of main code. */
package io.rheo.testing;
