/**
 * What is learned: agents, and the checkpoints that a run goes on from.
 *
 * <p>Enters: networks and what they were fitted to. Leaves: an {@link
 * org.amplia.train.agent.Agent}, M2 made of copies of it ({@link
 * org.amplia.train.agent.Overseers}), and files of both, whole or not at all.
 */
package org.amplia.train.agent;
