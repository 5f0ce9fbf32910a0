/**
 * Play by hand.
 *
 * <p>Enters: an environment, keys that a person holds, the time. Leaves: a recorded {@link
 * org.amplia.episode.Episode} of what was played. Nothing else knows of windows and keyboards.
 */
package org.amplia.play;
