/**
 * The post's puzzle: does learning what to ask (Q3) improve M2's evaluation?
 *
 * <p>Enters: a seed and an update; a trained run. Leaves: the configuration of each run in a world
 * where it decides what is asked, {@link org.amplia.experiment.puzzle.PuzzleRun}, and what ways to
 * ask come to with its judge, {@link org.amplia.experiment.puzzle.PuzzleOutcome}.
 */
package org.amplia.experiment.puzzle;
