/**
 * What was played, so that it can be played again.
 *
 * <p>Enters: the frames of an environment, through {@link org.amplia.episode.EpisodeRecorder}, and
 * {@code .episode.json} files of unknown origin. Leaves: an {@link org.amplia.episode.Episode} and
 * its file; a {@link org.amplia.episode.EpisodeReplay.Verification} that a replay gives exactly
 * what was recorded, or where it does not; the game in the state of any agent step; its steps as
 * examples for a learner ({@link org.amplia.episode.EpisodeExamples}); pictures (PNG, or any
 * stretch of them: {@link org.amplia.episode.EpisodeTape}), animations (GIF) and videos (MP4).
 * Whatever is wrong with a file leaves as an {@link org.amplia.base.UserError}.
 */
package org.amplia.episode;
