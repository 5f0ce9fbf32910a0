/**
 * Putting a question to a run.
 *
 * <p>Enters: a run's agent and a state of a recorded episode. Leaves: the answer as a tree of
 * questions, {@link org.amplia.ask.Inquiry}; recorded episodes with such trees, {@link
 * org.amplia.ask.Recording}; and whether they can be asked again with the same answers, {@link
 * org.amplia.ask.TranscriptCheck}.
 */
package org.amplia.ask;
