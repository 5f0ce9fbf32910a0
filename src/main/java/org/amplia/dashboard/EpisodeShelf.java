package org.amplia.dashboard;

import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amplia.base.IoFault;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeTape;
import org.amplia.observe.View;
import org.amplia.question.TranscriptLine;
import org.amplia.report.view.EpisodeEntry;
import org.amplia.report.view.RunOverview;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/**
 * The recorded episodes of runs, and tapes of those looked at last. An episode is asked for by its
 * name, which is looked up in the folder's list: no text from a request becomes a path, and no link
 * is followed.
 */
final class EpisodeShelf implements AutoCloseable {
  /** Of a run; files beyond it are not listed. */
  static final int MOST_EPISODES = 1_000;

  private static final long MOST_EPISODE_BYTES = 8L << 20;
  private static final long MOST_TRANSCRIPT_BYTES = 32L << 20;

  /** Each has a console, and up to 5 MB of states. */
  private static final int MOST_TAPES = 4;

  /** Those read last; with deep trees each is large. */
  private static final int MOST_TRANSCRIPTS = 2;

  private static final int MOST_ENTRIES = 5_000;

  private final ReplayThread replay;
  private final Map<Place, EpisodeEntry> entries = bounded(MOST_ENTRIES);
  private final Map<Place, List<TranscriptLine>> transcripts = bounded(MOST_TRANSCRIPTS);

  /** The replay thread's. */
  private final Map<Place, Opened> tapes = new LinkedHashMap<>(16, 0.75f, true);

  /** An empty one. */
  EpisodeShelf(ReplayThread replay) {
    this.replay = replay;
  }

  /** A file as it was when it was listed: with another time or size it is another one. */
  private record Place(Path file, long changedAt, long bytes) {}

  /** An episode that can be looked at. */
  record Opened(String name, Path file, Episode episode, Cartridge cartridge, EpisodeTape tape) {}

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** The episodes of a run by name; those that cannot be read say why. */
  synchronized List<EpisodeEntry> list(Found run) {
    return places(run).stream().map(place -> entry(run, place)).toList();
  }

  private EpisodeEntry entry(Found run, Place place) {
    // A transcript is written after its episode.
    boolean hasTranscript = transcript(run, name(place.file())).isPresent();
    EpisodeEntry known = entries.get(place);
    if (known == null || known.hasTranscript() != hasTranscript) {
      try {
        known = EpisodeEntry.of(name(place.file()), read(place), hasTranscript);
      } catch (UserError e) {
        known = EpisodeEntry.unreadable(name(place.file()), e.getMessage());
      }
      entries.put(place, known);
    }
    return known;
  }

  /** A run as it is listed, which says whether there is an episode to look at. */
  static RunOverview.Listed listed(Found run) {
    boolean hasAny = !places(run, 1).isEmpty();
    return new RunOverview.Listed(
        run.id(), run.name(), run.group(), run.stamp().changedAt(), hasAny, run.folder());
  }

  private static List<Place> places(Found run) {
    return places(run, MOST_EPISODES);
  }

  private static List<Place> places(Found run, int most) {
    Path folder = run.folder().episodes();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> PathName.last(file).endsWith(EpisodeFile.SUFFIX))
          .flatMap(file -> place(file).stream())
          .limit(most)
          .sorted(Comparator.comparing(Place::file))
          .toList();
    } catch (IOException e) {
      throw new UserError("the episodes cannot be read: " + IoFault.reason(e), e);
    }
  }

  /** Nothing if it is no plain file. */
  private static Optional<Place> place(Path file) {
    try {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return now.isRegularFile()
          ? Optional.of(new Place(file, now.lastModifiedTime().toMillis(), now.size()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // taken away meanwhile
    }
  }

  private static String name(Path file) {
    String whole = PathName.last(file);
    return whole.substring(0, whole.length() - EpisodeFile.SUFFIX.length());
  }

  private static Episode read(Place place) {
    requireSmall(place, MOST_EPISODE_BYTES);
    return EpisodeFile.read(place.file());
  }

  private static void requireSmall(Place place, long most) {
    UserError.unless(
        place.bytes() <= most,
        "%s has more than %d MiB: too large to show",
        PathName.last(place.file()),
        most >> 20);
  }

  /** What is done with an episode; nobody else has its tape meanwhile. */
  @FunctionalInterface
  interface Use<T> {
    T of(Opened opened);
  }

  /**
   * Does something with an episode on the thread that plays: a tape is one console.
   *
   * @throws NotFoundResponse if the run has no episode of that name
   * @throws UserError if it cannot be read or played
   * @throws io.javalin.http.HttpResponseException if that took too long; what was played is kept
   */
  <T> T with(Found run, String name, Use<T> use) {
    return replay.play(() -> use.of(opened(run, name)));
  }

  private Opened opened(Found run, String name) {
    Place place =
        places(run).stream()
            .filter(one -> name(one.file()).equals(name))
            .findFirst()
            .orElseThrow(
                () -> new NotFoundResponse("the run has no such episode: see its /episodes"));
    Opened opened = tapes.get(place);
    if (opened == null) {
      Episode episode = read(place);
      Cartridge cartridge = RomLibrary.fromEnvironment().open(episode.game());
      EpisodeTape tape = new EpisodeTape(episode, cartridge, View.RAM);
      opened = new Opened(name, place.file(), episode, cartridge, tape);
      tapes.put(place, opened);
      closeOldest();
    }
    return opened;
  }

  private void closeOldest() {
    Iterator<Opened> oldest = tapes.values().iterator();
    while (tapes.size() > MOST_TAPES) {
      oldest.next().tape().close();
      oldest.remove();
    }
  }

  /**
   * The transcript of an episode by ascending steps; no line if none was recorded.
   *
   * @throws UserError if it cannot be read
   */
  synchronized List<TranscriptLine> transcript(Found run, Opened opened) {
    Optional<Place> place = transcript(run, opened.name());
    if (place.isEmpty()) {
      return List.of();
    }
    List<TranscriptLine> lines = transcripts.get(place.get());
    if (lines == null) {
      requireSmall(place.get(), MOST_TRANSCRIPT_BYTES);
      lines = TranscriptLine.readAll(place.get().file(), PathName.last(opened.file()));
      transcripts.put(place.get(), lines);
    }
    return lines;
  }

  private static Optional<Place> transcript(Found run, String name) {
    return Files.isDirectory(run.folder().transcripts(), LinkOption.NOFOLLOW_LINKS)
        ? place(run.folder().transcript(name))
        : Optional.empty();
  }

  /** Closes the tapes, which nobody may use any more. */
  @Override
  public void close() {
    tapes.values().forEach(opened -> opened.tape().close());
    tapes.clear();
  }
}
