package org.amplia.dashboard.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.amplia.base.IoFault;
import org.amplia.base.NumberText;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.dashboard.person.DecompositionNotes.Head;
import org.amplia.dashboard.person.DecompositionWork.Agent;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/**
 * Games in which a person shows how to judge actions. A game is asked for by its name, which is
 * looked up in the list of files: no text from a request becomes a path. Those looked at last are
 * open; any other is opened again when it is asked for.
 */
public final class DecompositionDesk implements AutoCloseable {
  /** Each has two consoles, and perhaps an agent. */
  private static final int MOST_OPEN = 2;

  private static final int MOST_LISTED = 1_000;
  private static final String FOLDER = "decompose-";

  private final HumanFolder human;
  private final String session;
  private final Function<String, Path> runs;
  private final Map<String, DecompositionWork> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Nothing is open yet.
   *
   * @param human where the files are
   * @param session of what is said here
   * @param runs the folder of a run, by its name; throws a {@link UserError} if there is none that
   *     can be asked
   */
  public DecompositionDesk(HumanFolder human, String session, Function<String, Path> runs) {
    this.human = human;
    this.session = session;
    this.runs = runs;
  }

  /**
   * A game in the list.
   *
   * @param run whose agent answers; null for none
   * @param keyFrames that there are to be
   * @param shown key frames that are finished
   * @param time when it was begun
   * @param fault why it cannot be read; null if it can
   */
  public record Listed(
      String name, String game, String run, int keyFrames, int shown, String time, String fault) {}

  /** The games that there are, by their names. */
  public List<Listed> list() {
    return files().stream().map(DecompositionDesk::listed).toList();
  }

  private static Listed listed(DecompositionNotes notes) {
    String name = DecompositionWork.name(notes.file());
    try {
      Head head = notes.head();
      int shown = (int) notes.notes().stream().filter(DecompositionNotes.Note::isTaken).count();
      return new Listed(name, head.game(), head.run(), head.keyFrames(), shown, head.time(), null);
    } catch (UserError e) {
      return new Listed(name, null, null, 0, 0, null, e.getMessage());
    }
  }

  private List<DecompositionNotes> files() {
    List<DecompositionNotes> found = new ArrayList<>();
    try {
      for (Path folder : children(human.all())) {
        if (PathName.last(folder).startsWith(FOLDER)) {
          for (Path file : children(folder)) {
            DecompositionNotes notes = new DecompositionNotes(file);
            if (PathName.last(file).endsWith(DecompositionNotes.SUFFIX) && notes.isThere()) {
              found.add(notes);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UserError("the games cannot be read: " + IoFault.reason(e), e);
    }
    return found;
  }

  /** What is in a folder, in the order of names; nothing if it is no folder, or a link. */
  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().limit(MOST_LISTED).toList();
    }
  }

  /**
   * Begins a game.
   *
   * @param game its name
   * @param seed a whole number, 0 or more
   * @param run name of the run whose agent answers; null for none
   */
  public synchronized DecompositionView begin(String game, String seed, String run) {
    Cartridge cartridge = RomLibrary.fromEnvironment().open(game);
    DecompositionWork work =
        DecompositionWork.begin(
            cartridge,
            NumberText.whole(seed, 0, Long.MAX_VALUE),
            agent(run),
            human.of(FOLDER + cartridge.game()),
            session);
    keep(work);
    return work.view();
  }

  /** How a game stands; empty if there is none of that name. */
  public Optional<DecompositionView> view(String name) {
    return with(name, work -> {});
  }

  /** Looks an item up about an action, at the key frame on show. */
  public Optional<DecompositionView> lookUp(String name, String action, String item) {
    return with(name, work -> work.lookUp(action, item, session));
  }

  /** Says how good an action is: a whole number, 0 … 10. */
  public Optional<DecompositionView> judge(String name, String action, String goodness) {
    return with(name, work -> work.judge(action, goodness, session));
  }

  /** Takes an action, and plays on to the next key frame. */
  public Optional<DecompositionView> take(String name, String action) {
    return with(name, work -> work.take(action, session));
  }

  private synchronized Optional<DecompositionView> with(
      String name, Consumer<DecompositionWork> what) {
    DecompositionWork work = open.get(name);
    if (work == null) {
      Optional<DecompositionNotes> notes =
          files().stream()
              .filter(one -> DecompositionWork.name(one.file()).equals(name))
              .findFirst();
      if (notes.isEmpty()) {
        return Optional.empty();
      }
      work = DecompositionWork.open(notes.get(), agent(notes.get().head().run()));
      keep(work);
    }
    try {
      what.accept(work);
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      // What it holds may be half of what was noted: the notes are right.
      open.remove(name);
      work.close();
      throw e;
    }
    return Optional.of(work.view());
  }

  private Optional<Agent> agent(String run) {
    return Optional.ofNullable(run).map(name -> new Agent(name, runs.apply(name)));
  }

  private void keep(DecompositionWork work) {
    open.put(work.name(), work);
    Iterator<DecompositionWork> oldest = open.values().iterator();
    while (open.size() > MOST_OPEN) {
      oldest.next().close();
      oldest.remove();
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(DecompositionWork::close);
    open.clear();
  }
}
