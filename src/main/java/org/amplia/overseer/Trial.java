package org.amplia.overseer;

import org.amplia.observe.GameState;
import org.amplia.question.Continuation;

/**
 * A future to be looked at: everything that is asked about one state, action and continuation is
 * read off the same one.
 *
 * @param state where it begins
 * @param action its first action
 * @param continuation who acts then
 * @param horizonSteps agent steps, the action included; 1 or more
 */
record Trial(GameState state, int action, Continuation continuation, int horizonSteps) {}
