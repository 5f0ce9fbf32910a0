/**
 * Options that several commands have, and how their values are read.
 *
 * <p>Enters: words of the command line. Leaves: numbers within bounds, or one line that says what
 * is wrong.
 */
package org.amplia.cli.option;
