package org.amplia.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.UserError;
import org.amplia.decomposition.AnswerSources;
import org.amplia.decomposition.Informant;
import org.amplia.question.ContentAddress;
import org.amplia.rom.Cartridge;

/** Look-ups for demonstrators of decompositions, with the agent of a run. */
public final class RunInformant {
  private RunInformant() {}

  /**
   * The run's last agent is the policy and says what states are worth; its clone of the
   * demonstrator goes on as demonstrator.
   *
   * @param configuration the run's
   * @throws UserError if the run has no overseer's agent
   */
  public static Informant of(RunFolder folder, Configuration configuration, Cartridge cartridge) {
    // As in training: the number of threads may decide the last bit.
    EngineShare.take(configuration);
    Survey survey = new Survey(folder, configuration, cartridge);
    AnswerSources sources =
        new AnswerSources(
            survey.discount(), configuration.observation(), address(folder), AnswerSources.CLONE);
    return Informant.trained(sources, survey.consequences(), survey::close);
  }

  private static String address(RunFolder folder) {
    Path checkpoint = folder.checkpoints().resolve("last.safetensors");
    try {
      return ContentAddress.of(Files.readAllBytes(checkpoint));
    } catch (IOException e) {
      throw new UserError(checkpoint + " cannot be read: is the run folder whole?", e);
    }
  }
}
