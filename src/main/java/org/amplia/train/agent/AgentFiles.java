package org.amplia.train.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.amplia.base.FolderLayout;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.run.RunFolder;

/**
 * Files that an experiment keeps, one for each agent that somebody was taught about. The beginning
 * of the agent's address is the name, so who was taught about one agent is not asked about another.
 *
 * @param experiment the folder that the experiment made
 * @param kind folder within it
 * @param format number of the format that is written and read
 */
record AgentFiles(Path experiment, String kind, int format) {
  /** The layout of a kind's folder. */
  static final FolderLayout LAYOUT = FolderLayout.of("[0-9a-f]{16}\\.safetensors");

  private static final String SETTINGS = "settings";
  private static final int DIGITS = 16;

  private Path of(String agent) {
    return experiment.resolve(kind).resolve(agent.substring(0, DIGITS) + ".safetensors");
  }

  /**
   * Writes the file about an agent, whole or not at all.
   *
   * @param settings what is no tensor, a record
   */
  void write(String agent, Object settings, Map<String, Tensor> tensors) {
    Map<String, String> metadata = new LinkedHashMap<>();
    CheckpointFormat.put(metadata, format);
    metadata.put(SETTINGS, Json.line(settings));
    new TensorFile(metadata, tensors).write(of(agent));
  }

  /**
   * Reads the file about the agent of a run.
   *
   * @param who is kept in it, in words
   * @param experimentOnRun the command that makes one for the run, without {@code --out}
   * @param settings what was written as settings
   * @param of makes what was kept from settings and tensors
   * @throws UserError if there is none, or it cannot be read
   */
  <S, C> C read(
      RunFolder run,
      String who,
      String experimentOnRun,
      Class<S> settings,
      BiFunction<S, Map<String, Tensor>, C> of) {
    if (!Files.isDirectory(experiment)) {
      throw UserError.of(
          "there is no folder %s, which `./amplia experiment %s --out %s` would make",
          experiment, experimentOnRun, experiment);
    }
    Path file = of(run.agentAddress());
    if (!Files.isRegularFile(file)) {
      throw UserError.of(
          "%s has no %s that was taught about %s as it is now: `./amplia experiment %s --out DIR` teaches some, then name that DIR",
          experiment, who, run.path(), experimentOnRun);
    }
    return CheckpointFormat.read(
        file,
        format,
        content ->
            of.apply(
                Json.read(content.metadata().get(SETTINGS), settings, file.toString()),
                content.tensors()),
        "file of " + kind);
  }
}
