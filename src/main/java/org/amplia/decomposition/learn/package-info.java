/**
 * Learning how to break Q2 up: which information to ask for (Q3), how useful it was (Q4), what
 * follows from it.
 *
 * <p>Enters: {@link org.amplia.decomposition.learn.Case}s (a state, an action, what it came to) and
 * {@link org.amplia.overseer.Consequences} to look things up with. Leaves: a {@link
 * org.amplia.model.Judge} and an {@link org.amplia.model.InformationChooser}, together a {@link
 * org.amplia.decomposition.learn.LearnedDecomposition}; and how good they are.
 */
package org.amplia.decomposition.learn;
