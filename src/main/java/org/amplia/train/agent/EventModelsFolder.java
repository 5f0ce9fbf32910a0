package org.amplia.train.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.FolderLayout;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.model.ProbabilityModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.question.Event;
import org.amplia.run.RunFolder;

/**
 * Models of an event's probability on disk, one file for each agent whose policy they were taught
 * about.
 *
 * @param experiment the folder that {@code experiment events} made
 */
public record EventModelsFolder(Path experiment) {
  /** The folder's name. */
  public static final String KIND = "event-models";

  /** What is in it. */
  public static final FolderLayout LAYOUT = AgentFiles.LAYOUT;

  private static final int FORMAT = 1;
  private static final String MODEL = "model.";

  /** What is no tensor, as the file's metadata. */
  private record Settings(
      String agent,
      String event,
      int horizonSteps,
      int actions,
      int hiddenUnits,
      List<String> updates) {}

  private AgentFiles files() {
    return new AgentFiles(experiment, KIND, FORMAT);
  }

  /** Writes the file about the agent of a run, whole or not at all. */
  public void write(RunFolder run, TaughtEvents taught) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    taught
        .byUpdate()
        .forEach(
            (update, model) ->
                model
                    .network()
                    .parameters()
                    .forEach((k, v) -> tensors.put(MODEL + update + "." + k, v)));
    Network any = taught.byUpdate().values().iterator().next().network();
    EncoderTensors.put(any.encoder(), tensors);
    Architecture.Mlp layers = (Architecture.Mlp) any.architecture();
    String agent = run.agentAddress();
    Settings settings =
        new Settings(
            agent,
            taught.event().label(),
            taught.horizonSteps(),
            layers.outputs() / 2,
            layers.hidden(),
            List.copyOf(taught.byUpdate().keySet()));
    files().write(agent, settings, tensors);
  }

  /**
   * Who was taught about the agent of a run.
   *
   * @throws UserError if nobody was, or the file cannot be read
   */
  public TaughtEvents read(RunFolder run) {
    return files()
        .read(
            run,
            "model of an event",
            "events --run " + run.path(),
            Settings.class,
            EventModelsFolder::of);
  }

  private static TaughtEvents of(Settings settings, Map<String, Tensor> tensors) {
    InputEncoder.Ram encoder = EncoderTensors.ram(tensors, settings.actions());
    Map<String, ProbabilityModel> byUpdate = new LinkedHashMap<>();
    for (String update : settings.updates()) {
      ProbabilityModel model =
          EventExamples.freshModel(
              encoder, settings.actions(), settings.hiddenUnits(), new RandomStream(0));
      model.network().setParameters(TensorFile.withPrefix(tensors, MODEL + update + "."));
      byUpdate.put(update, model);
    }
    return new TaughtEvents(Event.named(settings.event()), settings.horizonSteps(), byUpdate);
  }
}
