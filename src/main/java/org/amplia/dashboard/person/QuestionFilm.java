package org.amplia.dashboard.person;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.amplia.env.AtariEnvironment;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeReplay;
import org.amplia.episode.Letters;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;

/**
 * What is done in a state, as a film: the game up to the state is played again, and then what is
 * done, in which nothing sticks.
 *
 * @param rows of a picture
 * @param columns of a picture
 * @param palette 256 colours, {@code #rrggbb}
 * @param pictures the state's, then one after each agent step: rows × columns palette indices each
 */
public record QuestionFilm(int rows, int columns, List<String> palette, byte[] pictures) {
  /**
   * Plays it.
   *
   * @param until the game up to the state, where it ends
   * @param choices a letter an agent step, of the action's index
   */
  public static QuestionFilm of(Episode until, String choices, Cartridge cartridge) {
    try (ObservedGame game = EpisodeReplay.playTo(until, cartridge, View.RAM, until.steps())) {
      AtariEnvironment environment = game.environment();
      ByteArrayOutputStream pictures = new ByteArrayOutputStream();
      byte[] screen = new byte[environment.rows() * environment.columns()];
      environment.copyScreen(screen);
      pictures.writeBytes(screen);
      for (int action : Letters.actions(choices)) {
        int executed = environment.aleAction(action);
        for (int frame = 0;
            frame < until.settings().frameSkip() && !environment.isOver();
            frame++) {
          environment.replayStep(action, new int[] {executed});
        }
        environment.copyScreen(screen);
        pictures.writeBytes(screen);
      }
      return new QuestionFilm(
          environment.rows(),
          environment.columns(),
          environment.palette().colours(),
          pictures.toByteArray());
    }
  }
}
