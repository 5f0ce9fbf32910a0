/**
 * The replay memory of learners in the manner of DQN and DQfD: every picture once, stacks and
 * n-step returns put together when they are drawn, uniformly or by priority.
 *
 * <p>Enters: observations, unsigned bytes as {@code observe} lays them out, with the actions and
 * rewards between them, from demonstrations first and then from any number of environments side by
 * side. Leaves: {@link org.amplia.replay.ReplayBatch}es in memory that a network reads where it
 * lies, and one file that holds all of it for a checkpoint.
 */
package org.amplia.replay;
