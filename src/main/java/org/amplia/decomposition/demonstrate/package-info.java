/**
 * Demonstrations of what to look up before judging an action.
 *
 * <p>Enters: people and programs that demonstrate decompositions. Leaves: files of them, {@link
 * org.amplia.decomposition.demonstrate.DecompositionsFile}, and whether such a file is true, {@link
 * org.amplia.decomposition.demonstrate.DecompositionReplay}.
 */
package org.amplia.decomposition.demonstrate;
