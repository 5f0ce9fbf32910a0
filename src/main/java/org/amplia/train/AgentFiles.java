package org.amplia.train;

import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.UserError;

/**
 * Files that an experiment keeps, one for each agent that somebody was taught about. The beginning
 * of the agent's address is the name, so who was taught about one agent is not asked about another.
 *
 * @param experiment the folder that the experiment made
 * @param kind folder within it
 */
record AgentFiles(Path experiment, String kind) {
  private static final int DIGITS = 16;

  /** The file about an agent, whether it is there or not. */
  Path of(String agent) {
    return experiment.resolve(kind).resolve(agent.substring(0, DIGITS) + ".safetensors");
  }

  /**
   * The file about the agent of a run.
   *
   * @param who is kept in it, in words
   * @param experimentOnRun the command that makes one for the run, without {@code --out}
   * @throws UserError if there is none
   */
  Path existing(RunFolder run, String who, String experimentOnRun) {
    Path file = of(run.agentAddress());
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "%s has no %s that was taught about %s as it is now: `./amplia experiment %s --out DIR` teaches some, then name that DIR"
              .formatted(experiment, who, run.path(), experimentOnRun));
    }
    return file;
  }
}
