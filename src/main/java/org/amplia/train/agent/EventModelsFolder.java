package org.amplia.train.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.amplia.base.FolderLayout;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.model.ProbabilityModel;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.overseer.EventFrequency;
import org.amplia.overseer.EventLookAhead;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.run.RunFolder;
import org.amplia.update.AnswerTraining;
import org.amplia.update.AnswerUpdate;

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

  private static final int FORMAT = 2;
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

  /**
   * Questions about an event's probability with what M2's look-ahead showed: everything that M1's
   * answers can be taught from, or measured against, without another frame.
   *
   * @param questions as M1 takes them, see {@link ProbabilityModel#question}; they differ in state
   *     and action, event and horizon are the same in all
   * @param frequencies one per question
   */
  public record EventExamples(List<byte[]> questions, List<EventFrequency> frequencies) {
    /**
     * Asks M2.
     *
     * @param asked about RAM observations, with one event and one horizon
     * @param streams the chances of each question, by its place
     */
    public static EventExamples of(
        List<EventProbability> asked, EventLookAhead lookAhead, IntFunction<RandomStream> streams) {
      List<byte[]> questions = new ArrayList<>();
      for (EventProbability question : asked) {
        questions.add(ProbabilityModel.question(question.state().observation(), question.action()));
      }
      return new EventExamples(questions, lookAhead.frequencies(asked, streams));
    }

    /**
     * An M1 that has learned nothing yet: one hidden layer, a pair of outputs an action.
     *
     * @param actionCount in the game
     * @param random decides its parameters
     */
    public ProbabilityModel freshModel(int actionCount, int hiddenUnits, RandomStream random) {
      List<byte[]> observations =
          questions.stream().map(question -> Arrays.copyOf(question, question.length - 1)).toList();
      return freshModel(
          RamEncoder.fit(observations, actionCount), actionCount, hiddenUnits, random);
    }

    static ProbabilityModel freshModel(
        InputEncoder.Ram encoder, int actionCount, int hiddenUnits, RandomStream random) {
      return new ProbabilityModel(
          new Network(
              new Architecture.Mlp(encoder.features(), hiddenUnits, 2 * actionCount, 0, 0),
              encoder,
              random));
    }

    /** Teaches a model by M2's approval of its answers. */
    public void teach(
        ProbabilityModel model, AnswerUpdate update, AnswerTraining training, RandomStream random) {
      training.train(
          model,
          questions.size(),
          drawn ->
              new AnswerTraining.Questions<>(
                  drawn.stream().map(questions::get).toArray(byte[][]::new),
                  candidates ->
                      IntStream.range(0, candidates.size())
                          .mapToObj(q -> approvals(drawn.get(q), candidates.get(q)))
                          .toList()),
          update,
          random);
    }

    private double[] approvals(int question, List<Double> candidates) {
      return candidates.stream().mapToDouble(frequencies.get(question)::approval).toArray();
    }

    /** What a model answers: its most probable answers, one per question. */
    public List<Double> answers(ProbabilityModel model) {
      return model.modes(questions.toArray(byte[][]::new));
    }

    /** How often the event happened in all rollouts of all questions together, 0 … 1. */
    public double baseRate() {
      return frequencies.stream().mapToDouble(EventFrequency::frequency).average().orElseThrow();
    }

    /** Emulator frames of the look-ahead. */
    public long frames() {
      return frequencies.stream().mapToLong(EventFrequency::frames).sum();
    }
  }
}
