package org.amplia.ask;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeReplay;
import org.amplia.observe.GameState;
import org.amplia.question.ContentAddress;
import org.amplia.question.QuestionTree;
import org.amplia.question.TranscriptLine;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;

/**
 * Asks every question of an episode's transcript again, of the agent in the run's last checkpoint:
 * every look-ahead is executed anew.
 */
public final class TranscriptCheck {
  private final RecordedRun run;

  /** A check of the transcripts of a run's episodes. */
  public TranscriptCheck(RecordedRun run) {
    this.run = run;
  }

  /**
   * Whether the questions of an episode, asked again, are answered as its transcript says.
   *
   * @param identical true if every state, every question and every answer agrees
   * @param states that were asked about again
   * @param questions that were asked again, sub-questions included
   * @param step agent step of the first difference, or {@link #NO_STEP}
   * @param question the first that differs, after those that it was asked for; empty if none does
   * @param explanation one line for people
   */
  public record Result(
      boolean identical, int states, int questions, int step, String question, String explanation) {
    /** What {@link #step} is if nothing differs. */
    public static final int NO_STEP = -1;
  }

  /**
   * Compares bit for bit.
   *
   * @param name of the episode's file
   * @param episode verified before
   * @throws UserError naming file and line if the transcript is missing or is none, if a line was
   *     removed, or if a line's tree is right and its id is not
   */
  public Result verify(String name, Episode episode) {
    Path file = run.folder().transcript(name);
    List<TranscriptLine> lines = TranscriptLine.readAll(file, name);
    List<GameState> states = states(file, lines, episode);
    int questions = 0;
    try (Agent agent = Checkpoint.loadAgent(run.folder());
        Inquiry inquiry = new Inquiry(run.configuration(), run.cartridge(), agent)) {
      for (int i = 0; i < lines.size(); i++) {
        TranscriptLine line = lines.get(i);
        QuestionTree now = inquiry.ask(states.get(i));
        questions += now.size();
        Optional<QuestionTree.Difference> difference = difference(line, states.get(i), now);
        if (difference.isPresent()) {
          return different(line, i + 1, questions, difference.get());
        }
        if (!line.matchesItsId()) {
          throw UserError.of(
              "%s, line %d: id is not the SHA-256 of the tree: the line was changed after the"
                  + " recording",
              file, i + 1);
        }
      }
    }
    requireWhole(file, lines, episode);
    return new Result(
        true,
        lines.size(),
        questions,
        Result.NO_STEP,
        "",
        RootLocale.format(
            "%d questions about %d states, asked again of the run's last checkpoint: identical",
            questions, lines.size()));
  }

  private List<GameState> states(Path file, List<TranscriptLine> lines, Episode episode) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).step() >= episode.steps()) {
        throw UserError.of(
            "%s, line %d is about agent step %,d, and the episode has %,d steps",
            file, i + 1, lines.get(i).step(), episode.steps());
      }
    }
    return EpisodeReplay.states(
        episode,
        run.cartridge(),
        run.configuration().view(),
        lines.stream().map(TranscriptLine::step).toList());
  }

  /** Every line can be right, and one be gone. */
  private static void requireWhole(Path file, List<TranscriptLine> lines, Episode episode) {
    int step = 0;
    for (int i = 0; step < episode.steps(); i++, step += Recording.STEPS_BETWEEN_QUESTIONS) {
      if (i == lines.size() || lines.get(i).step() != step) {
        throw UserError.of(
            "%s, line %d is not the one about agent step %,d: lines were removed or added after the"
                + " recording",
            file, i + 1, step);
      }
    }
  }

  private static Optional<QuestionTree.Difference> difference(
      TranscriptLine line, GameState state, QuestionTree now) {
    return QuestionTree.Difference.between(line.tree(), now)
        .or(
            () ->
                line.state().equals(ContentAddress.of(state))
                    ? Optional.empty()
                    : Optional.of(
                        new QuestionTree.Difference(
                            line.tree().question(),
                            RootLocale.format(
                                "state: recorded '%s', now '%s'",
                                line.state(), ContentAddress.of(state)))));
  }

  private static Result different(
      TranscriptLine line, int states, int questions, QuestionTree.Difference difference) {
    String cause =
        line.matchesItsId()
            ? "another checkpoint may have been the last when it was recorded"
            : "the line was changed after the recording";
    return new Result(
        false,
        states,
        questions,
        line.step(),
        difference.question(),
        RootLocale.format(
            "differs from what the run's last checkpoint answers at agent step %d, in \"%s\": %s"
                + " (%s)",
            line.step(), difference.question(), difference.what(), cause));
  }
}
