/**
 * What a learner sees of a game: RAM features or the field's stack of small grey pictures.
 *
 * <p>Enters: an environment and the actions played in it. Leaves: observations, unsigned bytes of a
 * fixed length, and {@link org.amplia.observe.GameState}s, the state S that every question is
 * about: the environment's state with the observation, which the environment does not hold. {@link
 * org.amplia.observe.GamePool} plays many observed games on a fixed number of threads; {@link
 * org.amplia.observe.VectorEnvironment} steps many of them together and puts their observations
 * into one block of memory.
 */
package org.amplia.observe;
