package org.amplia.decomposition.demonstrate;

import java.util.List;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/**
 * A key frame while it is demonstrated.
 *
 * @param game being played; not to be changed
 * @param state it is in, with the chance that random continuations come from
 * @param step agent step that begins now
 * @param number of the key frame, from 1 on
 * @param count key frames that there are to be
 * @param actionNames by index
 */
record Moment(
    ObservedGame game,
    GameState state,
    int step,
    int number,
    int count,
    List<String> actionNames) {}
