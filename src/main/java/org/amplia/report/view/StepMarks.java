package org.amplia.report.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amplia.ask.OpenAgent;
import org.amplia.base.RootLocale;
import org.amplia.episode.Episode;
import org.amplia.overseer.Opinions;
import org.amplia.question.TranscriptLine;

/**
 * What is marked on an episode's time line.
 *
 * @param marks by ascending step
 * @param lives where they change, the first entry where the episode begins
 * @param asked agent steps about which the transcript holds a tree, ascending
 */
public record StepMarks(List<Mark> marks, List<Lives> lives, List<Integer> asked) {
  /** An approval is surprising from so many times the usual difference on. */
  private static final double SURPRISING = 2;

  private static final int FEWEST_TO_SURPRISE = 5;

  /**
   * A mark.
   *
   * @param step the agent step
   * @param kind {@code points}, {@code lives}, {@code disagreement} or {@code surprise}
   * @param text what it is, in a line
   */
  public record Mark(int step, String kind, String text) {}

  /** Lives left when an agent step begins. */
  public record Lives(int step, int left) {}

  /** What there is to say of one step of the transcript. */
  private record Asked(int step, int choice, Opinions opinions) {
    OptionalDouble surprise() {
      return choice < opinions.answers().size()
          ? opinions.surprise(choice)
          : OptionalDouble.empty();
    }
  }

  /**
   * Of an episode.
   *
   * @param lives left when each agent step begins, and at the end
   * @param lines of its transcript; may be none
   */
  public static StepMarks of(Episode episode, List<Integer> lives, List<TranscriptLine> lines) {
    List<Mark> marks = new ArrayList<>();
    for (RecordedGame.Points gained : RecordedGame.points(episode)) {
      marks.add(
          new Mark(
              Math.max(0, gained.step()),
              "points",
              RootLocale.format(
                  "%s%,d point%s",
                  gained.points() > 0 ? "+" : "−",
                  Math.abs(gained.points()),
                  Math.abs(gained.points()) == 1 ? "" : "s")));
    }
    List<Lives> changes = new ArrayList<>(List.of(new Lives(0, lives.get(0))));
    for (int step = 0; step < episode.steps(); step++) {
      int after = lives.get(step + 1);
      if (after != lives.get(step)) {
        changes.add(new Lives(step + 1, after));
        marks.add(
            new Mark(
                step,
                "lives",
                RootLocale.format(
                    "a life is %s: %d left", after < lives.get(step) ? "lost" : "won", after)));
      }
    }
    List<Asked> asked =
        lines.stream()
            .filter(line -> line.step() < episode.steps())
            .flatMap(
                line ->
                    Opinions.of(line.tree()).stream()
                        .map(
                            opinions ->
                                new Asked(
                                    line.step(),
                                    episode.choices().charAt(line.step()) - 'a',
                                    opinions)))
            .toList();
    addOpinions(asked, marks);
    marks.sort(Comparator.comparingInt(Mark::step));
    return new StepMarks(
        marks,
        changes,
        lines.stream().map(TranscriptLine::step).filter(step -> step <= episode.steps()).toList());
  }

  /** What is marked where many steps were asked about just now. */
  public record Survey(List<Mark> marks, long frames) {}

  /** Of what was asked about an episode. */
  public static Survey survey(Episode episode, List<OpenAgent.Opinion> opinions) {
    List<Mark> marks = new ArrayList<>();
    addOpinions(
        opinions.stream()
            .map(
                one ->
                    new Asked(
                        one.step(), episode.choices().charAt(one.step()) - 'a', one.opinions()))
            .toList(),
        marks);
    marks.sort(Comparator.comparingInt(Mark::step));
    return new Survey(marks, opinions.stream().mapToLong(OpenAgent.Opinion::frames).sum());
  }

  private static void addOpinions(List<Asked> asked, List<Mark> marks) {
    for (Asked one : asked) {
      disagreement(one.opinions())
          .ifPresent(text -> marks.add(new Mark(one.step(), "disagreement", text)));
    }
    double[] surprises =
        asked.stream()
            .map(Asked::surprise)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    double squares = 0;
    for (double surprise : surprises) {
      squares += surprise * surprise;
    }
    double usual = Math.sqrt(squares / Math.max(1, surprises.length));
    for (Asked one : asked) {
      OptionalDouble surprise = one.surprise();
      if (surprises.length >= FEWEST_TO_SURPRISE
          && surprise.isPresent()
          && Math.abs(surprise.getAsDouble()) > SURPRISING * usual) {
        marks.add(
            new Mark(
                one.step(),
                "surprise",
                RootLocale.format(
                    "surprising: M2 finds %s %.3f %s than M1 said without looking (usual here: %.3f)",
                    one.opinions().answers().get(one.choice()),
                    Math.abs(surprise.getAsDouble()),
                    surprise.getAsDouble() > 0 ? "better" : "worse",
                    usual)));
      }
    }
  }

  /** In a line, where M2 approves more of another answer than of M1's. */
  private static Optional<String> disagreement(Opinions opinions) {
    return opinions.disagree()
        ? Optional.of(
            RootLocale.format(
                "M2 approves most of %s (%.3f), M1 would take %s (%.3f)",
                opinions.answers().get(opinions.approved()),
                opinions.approvals().get(opinions.approved()),
                opinions.answers().get(opinions.mode()),
                opinions.approvals().get(opinions.mode())))
        : Optional.empty();
  }
}
