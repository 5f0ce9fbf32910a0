package org.amplia.dashboard.person;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.ale.UnsavedRules;
import org.amplia.ask.RunInformants;
import org.amplia.base.FolderLock;
import org.amplia.base.NumberText;
import org.amplia.base.PathName;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.config.DecompositionConfiguration;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.dashboard.person.DecompositionNotes.Head;
import org.amplia.dashboard.person.DecompositionNotes.Note;
import org.amplia.dashboard.person.DecompositionView.Answered;
import org.amplia.dashboard.person.DecompositionView.Choice;
import org.amplia.dashboard.person.DecompositionView.Considered;
import org.amplia.dashboard.person.DecompositionView.Frame;
import org.amplia.dashboard.person.DecompositionView.Items;
import org.amplia.decomposition.demonstrate.DecompositionDemonstration;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Moment;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Shown;
import org.amplia.decomposition.demonstrate.DecompositionSession;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.decomposition.demonstrate.KeyFrame;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.DemonstrationFiles;
import org.amplia.episode.Picture;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;
import org.amplia.question.QuerySpace;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/**
 * A game in which a person says at every key frame what to look up about actions, how good they
 * are, and which is taken. Every word is noted before it counts, and a game that is opened again is
 * what its notes make it.
 */
final class DecompositionWork implements AutoCloseable {
  /** As {@code demonstrate --decompositions} has it: a game of 160 agent steps. */
  static final Pace PACE = new Pace(20, 8);

  private final DecompositionNotes notes;
  private final Head head;
  private final Path file;
  private final Informant informant;
  private final FolderLock lock;
  private final DecompositionSession session;
  private final Map<String, Considered> considered = new LinkedHashMap<>();
  private Optional<Moment> due;

  /**
   * Who answers.
   *
   * @param name of the run, from the folder that is shown on
   * @param folder of it
   */
  record Agent(String name, Path folder) {}

  private DecompositionWork(DecompositionNotes notes, Optional<Agent> agent) {
    this.notes = notes;
    head = notes.head();
    Optional<Path> run = agent.map(Agent::folder);
    Cartridge cartridge = RomLibrary.fromEnvironment().open(head.game());
    EnvironmentSettings settings = settings(run, cartridge);
    file = notes.file().resolveSibling(name() + DecompositionsFile.SUFFIX);
    lock = FolderLock.take(notes.file().resolveSibling(""), ".amplia-" + name() + ".lock");
    Informant opened = null;
    try {
      opened = RunInformants.open(run, cartridge, settings, RunInformants.discount(cartridge));
      UserError.unless(
          opened.sources().equals(head.answers()),
          "the agent of %s has learned since this game was begun: begin another game",
          head.run());
      informant = opened;
      session =
          new DecompositionSession(
              cartridge,
              settings,
              informant,
              new Pace(head.keyFrames(), head.everySteps()),
              head.seed());
    } catch (RuntimeException e) {
      if (opened != null) {
        opened.close();
      }
      lock.close();
      throw e;
    }
  }

  /** A person's game has no stickiness, so that the person's choice is what happens. */
  private static EnvironmentSettings settings(Optional<Path> run, Cartridge cartridge) {
    UnsavedRules.refuse(cartridge.rules());
    return RunInformants.settings(run, cartridge).withStickyProbability(0);
  }

  private static DemonstrationFiles files(Path folder, String game, long seed) {
    return new DemonstrationFiles(
        folder,
        DemonstrationFiles.prefix(game, DecompositionDemonstration.HUMAN, seed),
        DecompositionNotes.SUFFIX,
        false);
  }

  /**
   * Begins a game.
   *
   * @param folder of its files
   * @param session of the server
   */
  static DecompositionWork begin(
      Cartridge cartridge, long seed, Optional<Agent> agent, Path folder, String session) {
    DemonstrationFiles files = files(folder, cartridge.game(), seed);
    Optional<Path> run = agent.map(Agent::folder);
    DecompositionNotes notes;
    try (FolderLock lock = files.lock();
        Informant informant =
            RunInformants.open(
                run, cartridge, settings(run, cartridge), RunInformants.discount(cartridge))) {
      int index = files.firstFree();
      notes = new DecompositionNotes(files.file(index));
      notes.begin(
          Head.of(
              cartridge.game(),
              seed,
              index,
              agent.map(Agent::name).orElse(null),
              informant.sources(),
              PACE.keyFrames(),
              PACE.everySteps(),
              now(),
              session));
    }
    return open(notes, agent);
  }

  /**
   * Goes on with a game.
   *
   * @throws UserError if its notes are damaged, or its agent is another one by now
   */
  static DecompositionWork open(DecompositionNotes notes, Optional<Agent> agent) {
    DecompositionWork work = new DecompositionWork(notes, agent);
    try {
      work.replay();
      return work;
    } catch (RuntimeException e) {
      work.close();
      throw e;
    }
  }

  private void replay() {
    session.begin(head.index());
    due = session.due();
    for (Note note : notes.notes()) {
      UserError.unless(
          due.isPresent() && due.get().number() == note.keyFrame(),
          "%s: a line is of key frame %d, and that is not its turn",
          notes.file(),
          note.keyFrame());
      count(note);
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** By which it is asked for. */
  String name() {
    return name(notes.file());
  }

  static String name(Path file) {
    String whole = PathName.last(file);
    return whole.substring(0, whole.length() - DecompositionNotes.SUFFIX.length());
  }

  /**
   * Looks an item up.
   *
   * @throws UserError if it cannot be, is known, or enough were
   */
  void lookUp(String action, String label, String server) {
    Moment moment = require(action);
    Information item = InformationLabel.read(String.valueOf(label));
    List<Answered> known = of(action).asked();
    UserError.unless(
        known.size() < Consideration.MOST_ITEMS,
        "%d items were looked up about %s, and more are not allowed",
        known.size(),
        action);
    UserError.unless(
        known.stream().noneMatch(one -> one.item().equals(item.label())),
        "%s is known: look up another",
        item.label());
    AskedItem asked = informant.ask(moment.state(), moment.actionNames().indexOf(action), item);
    note(new Note(moment.number(), action, asked.item(), asked.answer(), null, now(), server));
  }

  /**
   * Says how good an action is.
   *
   * @param goodness a whole number, 0 … 10
   */
  void judge(String action, String goodness, String server) {
    Moment moment = require(action);
    int value = (int) NumberText.whole(String.valueOf(goodness), 0, Conclusion.BEST);
    note(new Note(moment.number(), action, null, null, value, now(), server));
  }

  /**
   * Takes an action and plays on to the next key frame.
   *
   * @throws UserError if it was not said how good it and another one are
   */
  void take(String action, String server) {
    Moment moment = require(action);
    UserError.unless(
        of(action).goodness() != null, "say how good %s is before it is taken", action);
    UserError.unless(
        considered.size() > 1 || moment.actionNames().size() == 1,
        "say how good another action is, to compare with %s",
        action);
    for (Considered one : considered.values()) {
      UserError.unless(
          one.goodness() != null, "say how good %s is: it was looked up", one.action());
    }
    note(new Note(moment.number(), action, null, null, null, now(), server));
  }

  private Moment require(String action) {
    Moment moment = due.orElseThrow(() -> new UserError("this game is over: begin another"));
    UserError.unless(
        moment.actionNames().contains(action),
        "there is no action '%s': choose of %s",
        action,
        String.join(", ", moment.actionNames()));
    return moment;
  }

  private void note(Note note) {
    notes.append(note);
    count(note);
  }

  private Considered of(String action) {
    return considered.getOrDefault(action, new Considered(action, List.of(), null));
  }

  private void count(Note note) {
    Considered before = of(note.action());
    if (note.isTaken()) {
      take(note.action());
    } else if (note.item() != null) {
      Answered answered =
          new Answered(note.item(), InformationLabel.read(note.item()).inWords(), note.answer());
      List<Answered> asked = new ArrayList<>(before.asked());
      asked.add(answered);
      considered.put(note.action(), new Considered(note.action(), asked, before.goodness()));
    } else {
      considered.put(note.action(), new Considered(note.action(), before.asked(), note.goodness()));
    }
  }

  /** The file is what the notes say, so writing it again changes nothing. */
  private void take(String action) {
    int index = session.actionNames().indexOf(action);
    Map<String, String> about = new TreeMap<>();
    about.put("time", head.time());
    about.put("session", head.session());
    if (head.run() != null) {
      about.put("run", head.run());
    }
    List<Consideration> said = considered.values().stream().map(DecompositionWork::said).toList();
    DecompositionDemonstration content =
        session.take(
            new Shown(index, said), game -> index, DecompositionDemonstration.HUMAN, about);
    new DecompositionsFile(file, content).write();
    considered.clear();
    due = session.due();
  }

  private static Consideration said(Considered one) {
    return new Consideration(
        one.action(),
        one.asked().stream().map(item -> new AskedItem(item.item(), item.answer())).toList(),
        new Conclusion(Conclusion.GOODNESS, one.goodness()));
  }

  /** How it stands. */
  DecompositionView view() {
    List<KeyFrame> shown = session.keyFrames();
    return new DecompositionView(
        name(),
        head.game(),
        head.seed(),
        head.run(),
        head.keyFrames(),
        due.map(this::frame).orElse(null),
        items(),
        shown.isEmpty() ? null : file.toString(),
        shown.isEmpty() ? null : learn(shown));
  }

  /** A run that can learn all that was asked. */
  private String learn(List<KeyFrame> shown) {
    List<Information> asked =
        shown.stream()
            .flatMap(keyFrame -> keyFrame.considered().stream())
            .flatMap(one -> one.asked().stream())
            .map(AskedItem::information)
            .toList();
    String who =
        Stream.concat(Stream.of(Continuation.POLICY), asked.stream().map(Information::continuation))
            .distinct()
            .map(Continuation::label)
            .collect(Collectors.joining(","));
    DecompositionConfiguration usual = Defaults.of(head.game(), Method.REGULARISED).decomposition();
    int farthest = asked.stream().mapToInt(Information::horizonSteps).max().orElse(1);
    int steps = Math.max(farthest, usual.referenceSteps());
    return ShellWords.line(
        List.of(
            "./amplia",
            "train",
            head.game(),
            "--set",
            "overseer.decomposition=learned",
            "--set",
            "decomposition.continuations=" + who,
            "--set",
            "decomposition.referenceSteps=" + steps,
            "--set",
            "decomposition.from=" + file));
  }

  private Frame frame(Moment moment) {
    Picture picture = Picture.of(moment.game().environment());
    return new Frame(
        moment.number(),
        moment.step(),
        moment.game().environment().episodeScore(),
        picture.rows(),
        picture.columns(),
        picture.palette().colours(),
        Base64.getEncoder().encodeToString(picture.pixels()),
        moment.actionNames(),
        List.copyOf(considered.values()));
  }

  /**
   * Of RAM cells nothing is offered: which are worth it, a person cannot see; nor of the
   * demonstrator's clone, which is no part of an M1 that learns.
   */
  private Items items() {
    return new Items(
        QuerySpace.ALWAYS.stream()
            .filter(
                one -> informant.sources().canAnswer(new Information(one, 1, Continuation.NOOP)))
            .map(one -> new Choice(one.label(), one.inWords()))
            .toList(),
        QuerySpace.HORIZONS,
        Stream.of(Continuation.values())
            .filter(who -> who != Continuation.DEMONSTRATOR)
            .filter(
                who ->
                    informant.sources().canAnswer(new Information(new Feature.RewardSum(), 1, who)))
            .map(who -> new Choice(who.label(), who.inWords()))
            .toList(),
        Consideration.MOST_ITEMS);
  }

  @Override
  public void close() {
    session.close();
    informant.close();
    lock.close();
  }
}
