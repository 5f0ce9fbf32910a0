package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
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
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.amplia.update.AnswerUpdate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A world in which one item decides the value, and which one depends on the state: in states of one
 * kind a memory cell after 8 steps of doing nothing, in the others another cell after 4
 * repetitions. Everything else is noise.
 */
class PlantedWorldTest {
  private static final Information IF_ZERO =
      new Information(new Feature.RamChange(9), 8, Continuation.NOOP);
  private static final Information IF_ONE =
      new Information(new Feature.RamChange(17), 4, Continuation.REPEAT);
  private static final QuerySpace SPACE = new QuerySpace(new int[] {9, 17});
  private static final int CASES = 2200;
  private static final int LEARNED_FROM = 2000;
  private static final DecompositionSettings SETTINGS =
      new DecompositionSettings(1, 0, 3, 48, 8000, 900, 45, 24, 32, 3e-3);
  private static final RandomStreams STREAMS = new RandomStreams(11);
  private static final NoisyWorld WORLD = new NoisyWorld(STREAMS, 1);
  private static final List<Integer> LEARNED = IntStream.range(0, LEARNED_FROM).boxed().toList();
  private static final List<Integer> HELD_OUT =
      IntStream.range(LEARNED_FROM, CASES).boxed().toList();

  private static Dossier dossier;
  private static Judge judge;
  private static CaseFile file;

  @BeforeAll
  static void fitTheJudge() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      GameState state =
          new GameState(
              null, new byte[] {(byte) (i % 2 == 0 ? 0 : 255), (byte) i, (byte) (i >> 8)});
      ActionValue about = new ActionValue(state, 0);
      Information decides = decides(i);
      cases.add(
          new Case(about, 0, WORLD.prospect(i).findings(List.of(decides)).get(0).answer() / 10));
    }
    file = WORLD.file(cases);
    ReturnBins bins = new ReturnBins(IntStream.range(-1, 2).mapToDouble(k -> 4 * k).toArray());
    dossier = new Dossier(new InputEncoder.Scaled(3), SPACE, 1, bins, SETTINGS.items());
    judge = new Judge(network(bins.count()), bins);
    RandomStream random = STREAMS.stream("judge");
    // The judge has met every item as often as any other, in states of both kinds.
    List<Information> all = IntStream.range(0, SPACE.size()).mapToObj(SPACE::at).toList();
    List<LookedUp> pools = Collections.nCopies(LEARNED_FROM, new LookedUp(all, List.of()));
    file.lookUp(LEARNED, pools.stream().map(LookedUp::all).toList());
    new JudgeTraining(SETTINGS, dossier).fit(judge, file, LEARNED, pools, random);
  }

  private static Information decides(int number) {
    return number % 2 == 0 ? IF_ZERO : IF_ONE;
  }

  private static Network network(int outputs) {
    return new Network(
        new Architecture.Mlp(dossier.encoder().features(), SETTINGS.hiddenUnits(), outputs, 0, 0),
        dossier.encoder(),
        STREAMS.stream("parameters", outputs));
  }

  /** A demonstrator of decompositions who asks for any item now and then. */
  private static List<List<Information>> shown() {
    RandomStream random = STREAMS.stream("demonstrator");
    return LEARNED.stream()
        .map(n -> List.of(random.nextDouble() < 0.4 ? SPACE.any(random) : decides(n)))
        .toList();
  }

  private static InformationChooser fresh() {
    return new InformationChooser(network(SPACE.size()), dossier);
  }

  private static ChooserTraining training() {
    return training(0);
  }

  /** With a price in nats per 1,000 frames. */
  private static ChooserTraining training(double framePrice) {
    return new ChooserTraining(SETTINGS, dossier, new Usefulness(judge, dossier, framePrice));
  }

  private static double rightChoices(InformationChooser chooser) {
    List<List<Information>> chosen =
        new Choice.Learned(chooser, dossier).ask(file, HELD_OUT, 1, STREAMS.stream("ask"));
    int right = 0;
    for (int i = 0; i < chosen.size(); i++) {
      right += chosen.get(i).get(0).equals(decides(HELD_OUT.get(i))) ? 1 : 0;
    }
    return (double) right / chosen.size();
  }

  private static Map<String, AnswerUpdate> updates(Leash leash) {
    return DecompositionSettings.STANDARD.updates(leash);
  }

  @Test
  void reinforceFindsTheItemThatDecidesByItself() {
    try (InformationChooser chooser = fresh()) {
      training()
          .learn(
              chooser,
              file,
              LEARNED,
              updates(new Leash(0, 0.2)).get("reinforce"),
              STREAMS.stream("choose"));
      assertThat(rightChoices(chooser)).isGreaterThan(0.9);
    }
  }

  @Test
  void imitationFindsTheItemThatDecidesFromADemonstratorWhoOftenAsksForIt() {
    try (InformationChooser chooser = fresh()) {
      assertThat(rightChoices(chooser)).isLessThan(0.1);
      training().imitate(chooser, file, LEARNED, shown(), STREAMS.stream("imitate"));
      training()
          .learn(
              chooser,
              file,
              LEARNED,
              updates(Leash.OFF).get("imitation"),
              STREAMS.stream("choose"));
      assertThat(rightChoices(chooser)).isGreaterThan(0.9);
    }
  }

  @Test
  void whatAnItemCostsIsTakenFromItsUsefulness() {
    List<Integer> numbers = List.of(0, 1);
    List<List<Information>> nothing = List.of(List.of(), List.of());
    List<List<Information>> candidates =
        List.of(List.of(IF_ZERO, IF_ONE), List.of(IF_ZERO, IF_ONE));
    file.lookUp(numbers, candidates);
    List<double[]> free = new Usefulness(judge, dossier, 0).of(file, numbers, nothing, candidates);
    List<double[]> priced =
        new Usefulness(judge, dossier, 100).of(file, numbers, nothing, candidates);
    for (int q = 0; q < numbers.size(); q++) {
      // 8 and 4 agent steps of 4 frames each, at a tenth of a nat a frame.
      assertThat(free.get(q)[0] - priced.get(q)[0]).isCloseTo(3.2, offset(1e-9));
      assertThat(free.get(q)[1] - priced.get(q)[1]).isCloseTo(1.6, offset(1e-9));
    }
  }

  /** The item that decides tells about a nat; at 3.2 nats it is not worth asking for. */
  @Test
  void aPriceAboveWhatAnItemTellsMakesTheChooserAskForWhatIsCheap() {
    try (InformationChooser chooser = fresh()) {
      training(100)
          .learn(
              chooser,
              file,
              LEARNED,
              updates(new Leash(0, 0.2)).get("reinforce"),
              STREAMS.stream("choose"));
      List<List<Information>> chosen =
          new Choice.Learned(chooser, dossier).ask(file, HELD_OUT, 1, STREAMS.stream("ask"));
      double steps =
          chosen.stream().mapToInt(items -> items.get(0).horizonSteps()).average().orElseThrow();
      assertThat(steps).isLessThan(3);
    }
  }
}
