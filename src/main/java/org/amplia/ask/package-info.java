/**
 * Putting a question to a run: what {@code ask}, {@code replay --tree}, the verification of
 * transcripts and the dashboard call. Nothing here prints or ends the process.
 *
 * <p>Enters: a run folder, a step of a recorded episode and an {@link
 * org.amplia.ask.AskedQuestion}. Leaves: the answer as a tree of questions, {@link
 * org.amplia.ask.EpisodeQuestions}, or of an agent that stays open, {@link
 * org.amplia.ask.OpenAgent}; what a look-ahead played, {@link org.amplia.ask.FutureFilm}; recorded
 * episodes with such trees, {@link org.amplia.ask.Recording}; whether they can be asked again with
 * the same answers, {@link org.amplia.ask.TranscriptCheck}; and the agent among states that it
 * visits, for experiments, {@link org.amplia.ask.Survey}.
 */
package org.amplia.ask;
