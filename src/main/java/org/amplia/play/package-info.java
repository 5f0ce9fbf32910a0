/**
 * Play by hand.
 *
 * <p>Enters: an environment, keys that a person holds, the time. Leaves: a recorded {@link
 * org.amplia.episode.Episode} of what was played, in a file that is good at any time. Nothing else
 * knows of windows and keyboards; a page in a browser is a {@link org.amplia.play.PlayScreen} too.
 */
package org.amplia.play;
