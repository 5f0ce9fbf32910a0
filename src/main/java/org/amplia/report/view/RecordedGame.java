package org.amplia.report.view;

import java.util.ArrayList;
import java.util.List;
import org.amplia.ale.ActionName;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeTape;

/**
 * A recorded episode, but for its pictures.
 *
 * @param run id of its run
 * @param name of its file, without the end
 * @param game the game's name
 * @param score unclipped
 * @param frames emulator frames, the start included
 * @param steps agent steps; there is a picture of the beginning of each, and one of the end
 * @param frameSkip frames of an agent step
 * @param firstAgentFrame frames before the first agent step
 * @param gameOver whether the game itself was over at the end
 * @param rows of a picture
 * @param columns of a picture, each shown twice as wide as it is high
 * @param palette 256 colours, {@code #rrggbb}
 * @param actions names of those that the agent could choose from
 * @param choices the action chosen in each agent step, by its place among the names
 * @param points agent steps that brought points, ascending
 * @param method that learned
 * @param canBeAsked whether the run has an agent that questions can be put to
 * @param pictures how many there are, from the first on: one more than steps, unless a report has
 *     less room
 * @param notes what is not there, and why, each in a line
 */
public record RecordedGame(
    String run,
    String name,
    String game,
    long score,
    int frames,
    int steps,
    int frameSkip,
    int firstAgentFrame,
    boolean gameOver,
    int rows,
    int columns,
    List<String> palette,
    List<String> actions,
    List<Integer> choices,
    List<Points> points,
    String method,
    boolean canBeAsked,
    int pictures,
    List<String> notes) {

  /** Points that the frames of an agent step brought; −1 for those before the first. */
  public record Points(int step, long points) {}

  /** Of an episode that was played again. */
  public static RecordedGame of(Run about, String name, Episode episode, EpisodeTape tape) {
    return of(
        about,
        name,
        episode,
        tape.aleActions().stream().map(ActionName::of).toList(),
        new Screen(tape.rows(), tape.columns(), tape.palette().colours(), episode.steps() + 1),
        List.of());
  }

  /**
   * Of an episode that cannot be played again.
   *
   * @param actions their names, as far as they are known
   * @param note why
   */
  static RecordedGame withoutPictures(
      Run about, String name, Episode episode, List<String> actions, String note) {
    return of(about, name, episode, actions, new Screen(0, 0, List.of(), 0), List.of(note));
  }

  /** What there is to see. */
  private record Screen(int rows, int columns, List<String> palette, int pictures) {}

  private static RecordedGame of(
      Run about,
      String name,
      Episode episode,
      List<String> actions,
      Screen screen,
      List<String> notes) {
    return new RecordedGame(
        about.id(),
        name,
        episode.game(),
        episode.score(),
        episode.frames(),
        episode.steps(),
        episode.settings().frameSkip(),
        episode.firstAgentFrame(),
        episode.gameOver(),
        screen.rows(),
        screen.columns(),
        screen.palette(),
        actions,
        choices(episode),
        points(episode),
        about.method(),
        about.canBeAsked(),
        screen.pictures(),
        notes);
  }

  /** The same with so many pictures. */
  RecordedGame withPictures(int count, List<String> why) {
    return new RecordedGame(
        run,
        name,
        game,
        score,
        frames,
        steps,
        frameSkip,
        firstAgentFrame,
        gameOver,
        rows,
        columns,
        palette,
        actions,
        choices,
        points,
        method,
        canBeAsked,
        count,
        why);
  }

  private static List<Integer> choices(Episode episode) {
    return episode.choices().chars().mapToObj(letter -> letter - 'a').toList();
  }

  /** What is known of the run. */
  public record Run(String id, String method, boolean canBeAsked) {}

  /** By agent step. */
  public static List<Points> points(Episode episode) {
    List<Points> all = new ArrayList<>();
    for (Episode.Reward reward : episode.rewards()) {
      int inGame = reward.frame() - 1 - episode.firstAgentFrame();
      int step = inGame < 0 ? -1 : inGame / episode.settings().frameSkip();
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).step() == step) {
        all.set(last, new Points(step, all.get(last).points() + reward.points()));
      } else {
        all.add(new Points(step, reward.points()));
      }
    }
    return all;
  }
}
