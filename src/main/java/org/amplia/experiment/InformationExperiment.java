package org.amplia.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.decomposition.CaseFile;
import org.amplia.decomposition.Choice;
import org.amplia.decomposition.ChoiceLesson;
import org.amplia.decomposition.DecompositionSettings;
import org.amplia.decomposition.JudgeLesson;
import org.amplia.decomposition.Understanding;
import org.amplia.decomposition.Usefulness;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Architecture;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.train.Survey;
import org.amplia.update.ImitationUpdate;
import org.amplia.update.Leash;
import org.amplia.update.MixedUpdate;
import org.amplia.update.ReinforceUpdate;
import org.amplia.update.SamplingUpdate;

/**
 * Does learning what to ask make a better evaluator? One run's agent is frozen; Q3 is answered in
 * several ways, each judged by how well the same judge then foretells what held-out cases come to.
 * See {@code docs/questions.md}.
 *
 * @param survey the run
 * @param seed of the run, for the record
 * @param plan how large
 */
public record InformationExperiment(Survey survey, long seed, InformationPlan plan) {
  private static final int FIXED_HORIZON = 16;
  private static final float INPUT_DROPOUT = 0.1f;
  private static final float HIDDEN_DROPOUT = 0.3f;

  /**
   * A demonstrated decomposition and what the fixed arm asks: rewards, then the value after them.
   */
  static final List<Information> FIXED =
      List.of(
          new Information(new Feature.RewardSum(), FIXED_HORIZON),
          new Information(new Feature.LeafValue(), FIXED_HORIZON));

  /** The updates that learn Q3, by the name of their arm. */
  static Map<String, SamplingUpdate> updates() {
    ImitationUpdate imitation = new ImitationUpdate(0, Leash.OFF);
    ReinforceUpdate reinforce = new ReinforceUpdate(0, true, new Leash(0, 0.1));
    Map<String, SamplingUpdate> updates = new LinkedHashMap<>();
    updates.put("imitation", imitation);
    updates.put("reinforce", reinforce);
    updates.put("mixed", new MixedUpdate(imitation, reinforce, 0.5));
    return updates;
  }

  /**
   * Runs it.
   *
   * @param progress is told what is done next
   */
  public List<InformationOutcome> run(Consumer<String> progress) {
    progress.accept("visiting and looking far ahead");
    List<GameState> states = survey.states("information.learn", plan.learnedStates());
    CaseFile learned = CaseFile.of(survey.consequences(), states, plan.referenceSteps());
    long visiting = survey.visitingFrames();
    CaseFile heldOut =
        CaseFile.of(
            survey.consequences(),
            survey.states("information.test", plan.heldOutStates()),
            plan.referenceSteps());
    QuerySpace space = Survey.space(states);
    Dossier dossier =
        Dossier.of(survey.encoder(), space, survey.actions(), plan.settings().items());
    ReturnBins bins =
        ReturnBins.of(
            learned.cases().stream().mapToDouble(c -> c.reference()).toArray(),
            plan.settings().bins());
    try (Trial trial = new Trial(learned, heldOut, space, dossier, bins, visiting)) {
      return trial.run(progress);
    }
  }

  /** One seed under way. */
  private final class Trial implements AutoCloseable {
    private final CaseFile learned;
    private final CaseFile heldOut;
    private final QuerySpace space;
    private final Dossier dossier;
    private final ReturnBins bins;
    private final long visitingFrames;
    private final RandomStreams streams = survey.streams();
    private final DecompositionSettings settings = plan.settings();
    private final List<Integer> numbers;
    private final List<List<Information>> pools = new ArrayList<>();
    private final Map<String, InformationChooser> choosers = new LinkedHashMap<>();
    private final Map<String, Long> frames = new LinkedHashMap<>();
    private final List<InformationOutcome> outcomes = new ArrayList<>();
    private Judge judge;

    Trial(
        CaseFile learned,
        CaseFile heldOut,
        QuerySpace space,
        Dossier dossier,
        ReturnBins bins,
        long visitingFrames) {
      this.learned = learned;
      this.heldOut = heldOut;
      this.space = space;
      this.dossier = dossier;
      this.bins = bins;
      this.visitingFrames = visitingFrames;
      numbers = IntStream.range(0, learned.cases().size()).boxed().toList();
      judge = freshJudge(dossier);
    }

    private Judge freshJudge(Dossier of) {
      return new Judge(network(of, bins.count(), "judge.parameters"), bins);
    }

    private Network network(Dossier of, int outputs, String stream) {
      return new Network(
          new Architecture.Mlp(
              of.encoder().features(),
              settings.hiddenUnits(),
              outputs,
              INPUT_DROPOUT,
              HIDDEN_DROPOUT),
          of.encoder(),
          streams.stream(stream));
    }

    List<InformationOutcome> run(Consumer<String> progress) {
      RandomStream any = streams.stream("information.pool");
      for (int i = 0; i < numbers.size(); i++) {
        List<Information> pool = new ArrayList<>(FIXED);
        for (int k = 0; k < plan.pool(); k++) {
          pool.add(space.any(any));
        }
        pools.add(pool);
      }
      learned.lookUp(numbers, pools);
      progress.accept("fitting the judge");
      fit(judge, dossier, learned, "judge.fit");
      choose(progress);
      progress.accept("fitting the judge to what was asked");
      judge.close();
      judge = freshJudge(dossier);
      fit(judge, dossier, learned, "judge.refit");
      progress.accept("measuring");
      measure();
      progress.accept("fitted Q at equal frames");
      fittedQ();
      return outcomes;
    }

    private void fit(Judge whom, Dossier by, CaseFile file, String stream) {
      new JudgeLesson(settings, by)
          .fit(whom, file, numbers, pools, streams.stream("information." + stream));
    }

    /** Learns Q3 by every update from the same demonstrated start, and adds what is then asked. */
    private void choose(Consumer<String> progress) {
      ChoiceLesson lesson =
          new ChoiceLesson(
              settings, dossier, new Usefulness(judge, dossier, settings.framePrice()));
      InformationChooser start =
          new InformationChooser(
              new ChoiceModel(network(dossier, space.size(), "chooser.parameters")), space);
      CaseFile shownIn = learned.branch();
      List<List<Information>> shown = shown();
      shownIn.lookUp(numbers, shown);
      lesson.imitate(start, shownIn, numbers, shown, streams.stream("information.imitate"));
      choosers.put("demonstrated", start);
      frames.put("demonstrated", shownIn.framesPlayed());
      updates()
          .forEach(
              (name, update) -> {
                progress.accept("learning what to ask by " + name);
                InformationChooser chooser = start.frozenCopy();
                CaseFile file = shownIn.branch();
                lesson.learn(chooser, file, numbers, update, streams.stream("information." + name));
                choosers.put(name, chooser);
                frames.put(name, file.framesPlayed());
              });
      choosers.forEach(
          (name, chooser) -> {
            List<List<Information>> asked =
                new Choice.Learned(chooser, dossier)
                    .ask(learned, numbers, settings.items(), streams.stream("information.ask"));
            for (int i = 0; i < asked.size(); i++) {
              pools.get(i).addAll(asked.get(i));
            }
          });
    }

    /** A demonstrator of decompositions: the fixed items, now and then any other. */
    private List<List<Information>> shown() {
      RandomStream random = streams.stream("information.demonstrator");
      return numbers.stream()
          .map(
              number ->
                  IntStream.range(0, settings.items())
                      .mapToObj(
                          i ->
                              random.nextDouble() < plan.shownRandomShare() || i >= FIXED.size()
                                  ? space.any(random)
                                  : FIXED.get(i))
                      .toList())
          .toList();
    }

    private void measure() {
      long pooled = learned.framesPlayed();
      Understanding none = understanding(new Choice.Fixed(FIXED), 0, heldOut.cases().size());
      note("none", none, none, pooled);
      note("fixed", understanding(new Choice.Fixed(FIXED), FIXED.size(), all()), none, pooled);
      note(
          "random", understanding(new Choice.Random(space), settings.items(), all()), none, pooled);
      choosers.forEach(
          (name, chooser) ->
              note(
                  name,
                  understanding(new Choice.Learned(chooser, dossier), settings.items(), all()),
                  none,
                  frames.get(name)));
      int few = Math.min(all(), plan.greedyStates() * survey.actions());
      Usefulness usefulness = new Usefulness(judge, dossier, settings.framePrice());
      note(
          "greedy (ceiling)",
          understanding(new Choice.Greedy(usefulness, space), settings.items(), few),
          understanding(new Choice.Fixed(FIXED), 0, few),
          pooled);
    }

    private int all() {
      return heldOut.cases().size();
    }

    private Understanding understanding(Choice choice, int items, int cases) {
      return Understanding.of(
          judge,
          dossier,
          choice,
          Math.min(items, settings.items()),
          heldOut,
          IntStream.range(0, cases).boxed().toList(),
          survey.actions(),
          streams.stream("information.measure"));
    }

    private void note(String arm, Understanding found, Understanding none, long trainingFrames) {
      outcomes.add(
          new InformationOutcome(
              arm, seed, found, none.nll() - found.nll(), trainingFrames + visitingFrames));
    }

    /**
     * The rival: the same network without information, fitted to what h-step look-ahead says of as
     * many cases as the frames of the REINFORCE arm buy.
     */
    private void fittedQ() {
      long budget = frames.get("reinforce") + visitingFrames;
      Understanding none = outcomes.get(0).understanding();
      long before = survey.visitingFrames();
      // A first batch tells what a state costs.
      List<GameState> states = new ArrayList<>(survey.states("information.q", 200));
      CaseFile file = CaseFile.of(survey.consequences(), states, FIXED_HORIZON);
      double cost =
          (double) (file.framesPlayed() + survey.visitingFrames() - before) / states.size();
      int more = (int) Math.max(0, budget / cost - states.size());
      states.addAll(survey.states("information.q.more", more));
      file = CaseFile.of(survey.consequences(), states, FIXED_HORIZON);
      Dossier bare = Dossier.of(survey.encoder(), new QuerySpace(new int[0]), survey.actions(), 0);
      List<Integer> every = IntStream.range(0, file.cases().size()).boxed().toList();
      try (Judge q = freshJudge(bare)) {
        new JudgeLesson(settings, bare)
            .fit(
                q,
                file,
                every,
                every.stream().map(number -> List.<Information>of()).toList(),
                streams.stream("information.q.fit"));
        Understanding found =
            Understanding.of(
                q,
                bare,
                new Choice.Fixed(FIXED),
                0,
                heldOut,
                IntStream.range(0, all()).boxed().toList(),
                survey.actions(),
                streams.stream("information.measure"));
        outcomes.add(
            new InformationOutcome(
                "fitted-q",
                seed,
                found,
                none.nll() - found.nll(),
                file.framesPlayed() + survey.visitingFrames() - before));
      }
    }

    @Override
    public void close() {
      judge.close();
      choosers.values().forEach(InformationChooser::close);
    }
  }
}
