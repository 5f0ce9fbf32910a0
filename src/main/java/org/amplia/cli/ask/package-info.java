/**
 * The questions that {@code ask} and {@code replay --tree} know.
 *
 * <p>Enters: the words of a question, a run and a state. Leaves: its tree.
 */
package org.amplia.cli.ask;
