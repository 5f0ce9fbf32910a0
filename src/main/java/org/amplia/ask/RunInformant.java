package org.amplia.ask;

import org.amplia.config.Configuration;
import org.amplia.decomposition.demonstrate.AnswerSources;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;

/** Look-ups for demonstrators of decompositions, with the agent of a run. */
public final class RunInformant {
  private RunInformant() {}

  /**
   * The run's last agent is the policy and says what states are worth; its clone of the
   * demonstrator goes on as demonstrator.
   *
   * @param configuration the run's
   * @throws org.amplia.base.UserError if the run has no overseer's agent
   */
  public static Informant of(RunFolder folder, Configuration configuration, Cartridge cartridge) {
    Survey survey = new Survey(folder, configuration, cartridge);
    AnswerSources sources =
        new AnswerSources(
            survey.discount(),
            configuration.observation(),
            folder.agentAddress(),
            AnswerSources.CLONE);
    return new Informant(sources, survey.consequences(), survey::close);
  }
}
