package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.Leash;
import org.amplia.model.ReturnBins;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.overseer.Prospect;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.update.AnswerUpdate;
import org.junit.jupiter.api.Test;

/**
 * A world in which rewards and value say what an action comes to together and nothing apart: a
 * point that is scored on the way is missing in the value. After 16 steps they say it exactly,
 * after 8 roughly; those of different horizons say nothing. So whoever asks for the two of 8 steps
 * loses by each single step to those of 16, unless both are one item.
 */
class BetterHorizonTest {
  private static final int CASES = 1200;
  private static final int LEARNED_FROM = 1000;
  private static final double ROUGH = 0.5;
  private static final QuerySpace SPACE =
      new QuerySpace(new int[0], 16, List.of(Continuation.POLICY)).withStop();
  private static final DecompositionSettings SETTINGS =
      new DecompositionSettings(2, 0, 9, 48, 1500, 400, 20, 8, 32, 3e-3);
  private static final RandomStreams STREAMS = new RandomStreams(3);
  private static final List<Integer> LEARNED = IntStream.range(0, LEARNED_FROM).boxed().toList();
  private static final List<Integer> HELD_OUT =
      IntStream.range(LEARNED_FROM, CASES).boxed().toList();

  private final ReturnBins bins = ReturnBins.even(-1.5, 1.5, SETTINGS.bins());
  private final Dossier dossier =
      new Dossier(new InputEncoder.Scaled(2), SPACE, 1, bins, SETTINGS.items());

  private static double comesTo(int number) {
    return 2 * STREAMS.stream("case", number).nextDouble() - 1;
  }

  private static Prospect prospect(int number) {
    Map<Integer, Prospect.Readout> readouts = new HashMap<>();
    for (int horizon : SPACE.horizons()) {
      RandomStream random = STREAMS.stream("world", number, horizon);
      double error = horizon == 16 ? 0 : ROUGH * (2 * random.nextDouble() - 1) * 8 / horizon;
      double rewards = random.nextInt(3) - 1;
      readouts.put(
          horizon,
          new Prospect.Readout(
              rewards,
              0,
              false,
              new byte[128],
              new byte[128],
              comesTo(number) + error - rewards,
              4L * horizon));
    }
    return new Prospect(Map.of(Continuation.POLICY, readouts));
  }

  private static CaseFile file() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      byte[] observation = {(byte) i, (byte) (i >> 8)};
      cases.add(new Case(new ActionValue(new GameState(null, observation), 0), 0, comesTo(i)));
    }
    return new CaseFile(
        (questions, items) ->
            questions.stream().map(about -> prospect(number(about.state().observation()))).toList(),
        cases);
  }

  private static int number(byte[] observation) {
    return (observation[0] & 0xff) + 256 * (observation[1] & 0xff);
  }

  private static List<Information> pair(int steps) {
    return List.of(
        new Information(new Feature.RewardSum(), steps),
        new Information(new Feature.LeafValue(), steps));
  }

  private Network network(int outputs) {
    return new Network(
        new Architecture.Mlp(dossier.encoder().features(), SETTINGS.hiddenUnits(), outputs, 0, 0),
        dossier.encoder(),
        STREAMS.stream("parameters", outputs));
  }

  /** Each item of the space as often as any other; of pairs both horizons alike. */
  private Judge judge(CaseFile file) {
    Judge judge = new Judge(network(bins.count()), bins);
    List<Information> all =
        IntStream.range(0, SPACE.size())
            .mapToObj(SPACE::at)
            .filter(item -> !item.isNothing())
            .toList();
    List<LookedUp> known =
        LEARNED.stream().map(n -> new LookedUp(all, List.of(pair(8), pair(16)))).toList();
    file.lookUp(LEARNED, known.stream().map(LookedUp::all).toList());
    new JudgeTraining(SETTINGS, dossier).fit(judge, file, LEARNED, known, STREAMS.stream("judge"));
    return judge;
  }

  /** A demonstrator who asks for the two of 8 steps, and now and then for anything. */
  private static List<List<Information>> shown() {
    RandomStream random = STREAMS.stream("demonstrator");
    return LEARNED.stream()
        .map(
            n ->
                pair(8).stream()
                    .map(item -> random.nextDouble() < 0.3 ? SPACE.any(random) : item)
                    .filter(item -> !item.isNothing())
                    .toList())
        .toList();
  }

  private List<List<Information>> asked(InformationChooser chooser, CaseFile file) {
    return new Choice.Learned(chooser, dossier)
        .ask(file, HELD_OUT, SETTINGS.items(), STREAMS.stream("ask"));
  }

  private double knowExactly(InformationChooser chooser, CaseFile file) {
    List<List<Information>> asked = asked(chooser, file);
    Information outcome = new Information(new Feature.Outcome(), 16);
    long exact =
        asked.stream()
            .filter(items -> items.contains(outcome) || items.containsAll(pair(16)))
            .count();
    return (double) exact / asked.size();
  }

  /** Four frames cost 4 nats, more than any item tells. */
  @Test
  void whereNothingIsWorthItsPriceNothingIsAsked() {
    CaseFile file = file();
    try (Judge judge = judge(file);
        InformationChooser chooser = new InformationChooser(network(SPACE.size()), dossier)) {
      ChooserTraining training =
          new ChooserTraining(SETTINGS, dossier, new Usefulness(judge, dossier, 1000));
      training.imitate(chooser, file, LEARNED, shown(), STREAMS.stream("imitate"));
      assertThat(asked(chooser, file)).noneMatch(List::isEmpty);
      AnswerUpdate reinforce = SETTINGS.updates(new Leash(0, 0.05)).get("reinforce");
      training.learn(chooser, file, LEARNED, reinforce, STREAMS.stream("choose"));
      assertThat(asked(chooser, file)).allMatch(List::isEmpty);
    }
  }

  /** A demonstrator who asks once teaches to ask once. */
  @Test
  void whereTheDemonstratorStopsItsCloneStops() {
    CaseFile file = file();
    try (Judge judge = new Judge(network(bins.count()), bins);
        InformationChooser chooser = new InformationChooser(network(SPACE.size()), dossier)) {
      List<List<Information>> once = LEARNED.stream().map(n -> pair(8).subList(0, 1)).toList();
      file.lookUp(LEARNED, once);
      new ChooserTraining(SETTINGS, dossier, new Usefulness(judge, dossier, 0))
          .imitate(chooser, file, LEARNED, once, STREAMS.stream("imitate"));
      assertThat(asked(chooser, file)).allMatch(items -> items.equals(pair(8).subList(0, 1)));
    }
  }

  @Test
  void fromTheShorterPairLearningComesToTheLongerOne() {
    CaseFile file = file();
    try (Judge judge = judge(file);
        InformationChooser chooser = new InformationChooser(network(SPACE.size()), dossier)) {
      ChooserTraining training =
          new ChooserTraining(SETTINGS, dossier, new Usefulness(judge, dossier, 0));
      training.imitate(chooser, file, LEARNED, shown(), STREAMS.stream("imitate"));
      assertThat(knowExactly(chooser, file)).isLessThan(0.1);
      AnswerUpdate reinforce = SETTINGS.updates(new Leash(0, 0.05)).get("reinforce");
      training.learn(chooser, file, LEARNED, reinforce, STREAMS.stream("choose"));
      assertThat(knowExactly(chooser, file)).isGreaterThan(0.9);
    }
  }
}
