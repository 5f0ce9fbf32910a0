package org.amplia.dataset;

/**
 * A line of a trial's text: one frame of the game and what the person did on seeing it.
 *
 * @param id name of its picture, without the end {@code .png}
 * @param number of the frame in its trial, growing
 * @param game number of the game in the trial, −1 if not recorded
 * @param points the frame's reward, unclipped; 0 if not recorded
 * @param action ALE's number, 0 … 17, or −1 if not recorded
 * @param gaze x and y in pixels of the screen from its upper left corner, in turn; empty if the
 *     gaze was not recorded, or is not kept
 */
record TrialFrame(String id, int number, int game, int points, int action, float[] gaze) {}
