package org.amplia.overseer;

/**
 * How fast M2 answers.
 *
 * @param game the game's name
 * @param depth levels of questions
 * @param horizonSteps agent steps a level
 * @param threads that play
 * @param statesPerSecond states of which every action was judged
 * @param answersPerSecond answers to Q2 at the top of the tree: as many a state as there are
 *     actions
 * @param framesPerState emulator frames that a state took
 * @param framesPerSecond emulator frames a second, networks and everything else included
 */
public record OverseerSpeed(
    String game,
    int depth,
    int horizonSteps,
    int threads,
    double statesPerSecond,
    double answersPerSecond,
    double framesPerState,
    double framesPerSecond) {}
