/**
 * What a command says while it works.
 *
 * <p>Enters: how far something is. Leaves: lines on the terminal or in a log, the last line when
 * the process is told to stop, exit codes.
 */
package org.amplia.cli.terminal;
