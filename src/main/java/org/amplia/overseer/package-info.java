/**
 * M2, the amplified reasoner, and those who show how a game is played.
 *
 * <p>Enters: questions about {@link org.amplia.observe.GameState}s, frozen copies of M1 that answer
 * the sub-questions, and a pool of emulators for the look-ahead, which never touches the acting
 * game. Leaves: {@link org.amplia.overseer.Approvals}, how good each answer is, with the frames
 * spent on it and the tree of what was asked; how often an event happened in futures that a {@link
 * org.amplia.overseer.Player} played, {@link org.amplia.overseer.EventFrequency}; what a judge whom
 * M2 assists prefers, {@link org.amplia.overseer.AssistedJudge}; and the actions of {@link
 * org.amplia.overseer.Demonstrator}s.
 */
package org.amplia.overseer;
