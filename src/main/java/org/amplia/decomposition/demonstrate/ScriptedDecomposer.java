package org.amplia.decomposition.demonstrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.rom.Cartridge;

/**
 * A program that shows how it breaks up Q2 of every action. It asks for the rewards within a
 * horizon and what the state after it is worth, under the policy. Without an agent it asks for the
 * rewards within that horizon and within a quarter of the longest, under the game's simple rule, or
 * the action repeated if no rule is known. A suboptimal player replaces the random share of its
 * items by any others, and one that foresees chance asks only as far ahead as points really come.
 * What it concludes is what follows from the answers.
 */
public final class ScriptedDecomposer implements DecompositionDemonstrator, AutoCloseable {
  /** The longest horizon, agent steps. */
  private static final int LONGEST = QuerySpace.HORIZONS.get(QuerySpace.HORIZONS.size() - 1);

  private static final int SOON = LONGEST / 4;

  private final String name;
  private final String game;
  private final Demonstrator player;
  private final Informant informant;
  private final RandomStream acting;
  private final RandomStream asking;
  private final ObservedGame copy;
  private final TreeSet<Integer> cells = new TreeSet<>();
  private byte[] firstRam;

  /**
   * One for one game.
   *
   * @param name of the demonstrator
   * @param player how it plays
   * @param settings of the game
   * @param streams its chances
   * @param index of the game
   */
  public ScriptedDecomposer(
      String name,
      Demonstrator player,
      Cartridge cartridge,
      EnvironmentSettings settings,
      Informant informant,
      RandomStreams streams,
      int index) {
    this.name = name;
    game = cartridge.game();
    this.player = player;
    this.informant = informant;
    acting = streams.stream("demonstrator", index);
    asking = streams.stream("demonstrated items", index);
    EnvironmentSettings copied =
        player.foreseesChance() ? settings : settings.withStickyProbability(0);
    View view = View.of(informant.sources().observation());
    copy = new ObservedGame(cartridge, copied, view, 0);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, String> about() {
    return player instanceof SuboptimalDemonstrator suboptimal
        ? Map.of("randomShare", Double.toString(suboptimal.randomShare()))
        : Map.of();
  }

  @Override
  public Optional<Shown> show(Moment moment) {
    QuerySpace space = spaceSoFar(moment);
    List<Consideration> considered = new ArrayList<>();
    for (int action = 0; action < moment.actionNames().size(); action++) {
      List<AskedItem> asked = new ArrayList<>();
      for (Information item : items(moment, action, space)) {
        asked.add(informant.ask(moment.state(), action, item));
      }
      considered.add(
          new Consideration(moment.actionNames().get(action), asked, Conclusion.following(asked)));
    }
    return Optional.of(new Shown(player.act(moment.game(), copy, acting), considered));
  }

  private List<Information> items(Moment moment, int action, QuerySpace space) {
    int horizon = player.foreseesChance() ? stepsToPoints(moment.game().save(), action) : LONGEST;
    double randomShare =
        player instanceof SuboptimalDemonstrator suboptimal ? suboptimal.randomShare() : 0;
    return items(horizon).stream()
        .map(item -> asking.nextDouble() < randomShare ? anyOf(space) : item)
        .toList();
  }

  private List<Information> items(int horizon) {
    AnswerSources sources = informant.sources();
    Feature reward = new Feature.RewardSum();
    if (sources.hasAgent()) {
      return List.of(
          new Information(reward, horizon), new Information(new Feature.LeafValue(), horizon));
    }
    Continuation who =
        sources.demonstrator().equals(AnswerSources.RULE)
            ? Continuation.DEMONSTRATOR
            : Continuation.REPEAT;
    return Stream.of(horizon, SOON).distinct().map(h -> new Information(reward, h, who)).toList();
  }

  /**
   * The shortest horizon within which points come if the game's simple rule plays on, in a copy
   * with the real game's chances: it knows which frames will stick. The longest if none do.
   */
  private int stepsToPoints(GameState state, int action) {
    SuboptimalDemonstrator rule = new SuboptimalDemonstrator(SimpleRule.of(game), 0);
    RandomStream none = new RandomStream(0);
    copy.restore(state);
    Step step = copy.step(action);
    int steps = 1;
    while (step.reward() == 0 && !step.endsEpisode() && steps < LONGEST) {
      step = copy.step(rule.act(copy, copy, none));
      steps++;
    }
    int needed = step.reward() == 0 ? LONGEST : steps;
    return QuerySpace.HORIZONS.stream().filter(h -> h >= needed).findFirst().orElse(LONGEST);
  }

  /** Any item that can be looked up, each kind of feature as likely as another. */
  private Information anyOf(QuerySpace space) {
    Information item = space.any(asking);
    while (!informant.sources().canAnswer(item)) {
      item = space.any(asking);
    }
    return item;
  }

  /** Of RAM the cells that have differed between key frames: the others have nothing to tell. */
  private QuerySpace spaceSoFar(Moment moment) {
    byte[] ram = moment.state().environment().emulator().ram();
    if (firstRam == null) {
      firstRam = ram.clone();
    }
    for (int cell = 0; cell < ram.length; cell++) {
      if (ram[cell] != firstRam[cell]) {
        cells.add(cell);
      }
    }
    return new QuerySpace(cells.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public int between(ObservedGame game, int shown) {
    return player.act(game, copy, acting);
  }

  @Override
  public void close() {
    copy.close();
  }
}
