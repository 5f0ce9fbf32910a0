/**
 * The command line: one class per sub-command, no logic.
 *
 * <p>Enters: arguments. Leaves: results on standard output, progress and logs on standard error,
 * and an exit code: 0 done, 2 the user's input is wrong, 1 anything else.
 */
package org.amplia.cli;
