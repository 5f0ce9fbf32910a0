package org.amplia.decomposition.demonstrate;

import java.util.List;

/**
 * A state in which a demonstrator said what it asks.
 *
 * @param step agent step of the episode that begins there, 0 or more
 * @param state {@link org.amplia.question.ContentAddress} of the state
 * @param action ALE's name of the action that was then taken
 * @param considered the actions that it asked about, the one taken among them
 */
public record KeyFrame(int step, String state, String action, List<Consideration> considered) {}
