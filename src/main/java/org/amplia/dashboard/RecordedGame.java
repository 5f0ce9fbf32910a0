package org.amplia.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.amplia.ale.ActionName;
import org.amplia.dashboard.RunCatalogue.Found;
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
 */
record RecordedGame(
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
    boolean canBeAsked) {

  /** Points that the frames of an agent step brought; −1 for those before the first. */
  record Points(int step, long points) {}

  static RecordedGame of(Found run, String name, Episode episode, EpisodeTape tape, Run about) {
    return new RecordedGame(
        run.id(),
        name,
        episode.game(),
        episode.score(),
        episode.frames(),
        episode.steps(),
        episode.settings().frameSkip(),
        episode.firstAgentFrame(),
        episode.gameOver(),
        tape.rows(),
        tape.columns(),
        tape.palette().colours(),
        tape.aleActions().stream().map(ActionName::of).toList(),
        episode.choices().chars().mapToObj(letter -> letter - 'a').toList(),
        points(episode),
        about.method(),
        about.canBeAsked());
  }

  /** What is known of the run. */
  record Run(String method, boolean canBeAsked) {}

  /** By agent step. */
  static List<Points> points(Episode episode) {
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
