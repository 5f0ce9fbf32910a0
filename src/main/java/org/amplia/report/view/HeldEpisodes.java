package org.amplia.report.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.ask.OpenAgent;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Recording;
import org.amplia.base.Json;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeTape;
import org.amplia.observe.View;
import org.amplia.overseer.Opinions;
import org.amplia.question.TranscriptLine;
import org.amplia.report.stat.RunSummary;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;

/**
 * Answers about recorded episodes, as the dashboard would give them, but for what has to be asked
 * now. The games are played again for their pictures. What cannot be had is left out, and a line
 * says why: nothing here fails because of a run.
 */
final class HeldEpisodes {
  /** Letters of base 64, of the pictures of an episode. */
  private static final long MOST_LETTERS_OF_AN_EPISODE = 4L << 20;

  /** Of all episodes in a page. */
  private static final long MOST_LETTERS = 16L << 20;

  /** In an episode: ten minutes of a game. */
  private static final int MOST_PICTURES = 9_000;

  /** Of JSON, of all trees in a page; compressed they are a tenth or less. */
  private static final long MOST_TREE_LETTERS = 12L << 20;

  private static final long MOST_TRANSCRIPT_BYTES = 32L << 20;

  private final Extent extent;
  private final Map<String, Object> answers = new LinkedHashMap<>();
  private final Map<String, List<String>> pictures = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private long lettersLeft = MOST_LETTERS;
  private long treeLettersLeft = MOST_TREE_LETTERS;

  HeldEpisodes(Extent extent) {
    this.extent = extent;
  }

  /** All answers, by what is asked. */
  Map<String, Object> answers() {
    return answers;
  }

  /** Stretches of pictures, by the name that the answer {@code …/pictures} gives. */
  Map<String, List<String>> pictures() {
    return pictures;
  }

  /** Why a game is not shown; each reason once. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** The files of episodes that a page holds: those of the run's end first. */
  private List<Path> files(RunFolder folder) {
    if (!Files.isDirectory(folder.episodes())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.episodes())) {
      return files
          .filter(file -> file.toString().endsWith(EpisodeFile.SUFFIX))
          .sorted(
              Comparator.comparing((Path file) -> !name(file).startsWith(Recording.FINAL + "-"))
                  .thenComparing(Comparator.naturalOrder()))
          .limit(extent.episodes())
          .toList();
    } catch (IOException e) {
      notes.add("The episodes of " + PathName.last(folder.path()) + " cannot be read.");
      return List.of();
    }
  }

  private static String name(Path file) {
    String whole = PathName.last(file);
    return whole.substring(0, whole.length() - EpisodeFile.SUFFIX.length());
  }

  /**
   * Adds the episodes of a run.
   *
   * @param id by which it is asked for
   * @return how many can be looked at
   */
  int add(String id, RunSummary summary) {
    RunFolder folder = new RunFolder(summary.folder());
    List<EpisodeEntry> entries = new ArrayList<>();
    RecordedGame.Run about =
        new RecordedGame.Run(id, summary.method(), RunOverview.hasAgent(folder, summary));
    List<Asked> asked = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        Episode episode = EpisodeFile.read(file);
        List<TranscriptLine> lines = transcript(folder, file);
        add(about, folder, name(file), episode, lines);
        asked.add(new Asked(path(id, name(file)), episode, lines));
        entries.add(EpisodeEntry.of(name(file), episode, !lines.isEmpty()));
      } catch (UserError e) {
        notes.add("A recorded game cannot be shown: " + e.getMessage() + ".");
        entries.add(EpisodeEntry.unreadable(name(file), e.getMessage()));
      }
    }
    if (about.canBeAsked()) {
      addPolicies(folder, asked);
    }
    answers.put("runs/" + id + "/episodes", Map.of("episodes", entries));
    return (int) entries.stream().filter(entry -> entry.fault() == null).count();
  }

  private static String path(String id, String name) {
    return "runs/" + id + "/episodes/" + name;
  }

  /** What was asked about an episode; nothing if it was not, or cannot be read. */
  private List<TranscriptLine> transcript(RunFolder folder, Path file) {
    Path transcript = folder.transcript(name(file));
    if (!Files.isRegularFile(transcript)) {
      return List.of();
    }
    try {
      UserError.unless(
          transcript.toFile().length() <= MOST_TRANSCRIPT_BYTES,
          "%s is too large to show",
          PathName.last(transcript));
      return TranscriptLine.readAll(transcript, PathName.last(file));
    } catch (UserError e) {
      notes.add("What was asked about a game is not shown: " + e.getMessage() + ".");
      return List.of();
    }
  }

  private void add(
      RecordedGame.Run about,
      RunFolder folder,
      String name,
      Episode episode,
      List<TranscriptLine> lines) {
    String path = path(about.id(), name);
    try {
      Cartridge cartridge = RecordedRun.cartridge(folder);
      try (EpisodeTape tape = new EpisodeTape(episode, cartridge, View.RAM)) {
        RecordedGame game = RecordedGame.of(about, name, episode, tape);
        answers.put(path, addPictures(path, game, episode, tape));
        answers.put(path + "/marks", StepMarks.of(episode, tape.lives(), lines));
      }
    } catch (UserError e) {
      String why = "No picture of the game: " + e.getMessage() + ".";
      notes.add(why);
      answers.put(
          path, RecordedGame.withoutPictures(about, name, episode, actions(episode, lines), why));
      answers.put(path + "/marks", StepMarks.of(episode, unknownLives(episode), lines));
    }
    for (TranscriptLine line : lines) {
      TreeAnswer answer = TreeAnswer.recorded(line.step(), line.tree());
      treeLettersLeft -= Json.line(answer).length();
      if (treeLettersLeft > 0) {
        answers.put(path + "/questions/" + line.step(), answer);
      }
    }
  }

  private RecordedGame addPictures(
      String path, RecordedGame game, Episode episode, EpisodeTape tape) {
    if (!extent.hasPictures()) {
      return game.withPictures(0, List.of("Pictures of the game were left out."));
    }
    PackedPictures packed =
        PackedPictures.of(
            episode, tape, Math.min(lettersLeft, MOST_LETTERS_OF_AN_EPISODE), MOST_PICTURES);
    lettersLeft -= packed.letters();
    String block = Integer.toString(pictures.size());
    pictures.put(block, packed.stretches());
    answers.put(path + "/pictures", Map.of("block", block, "size", game.rows() * game.columns()));
    if (packed.count() > episode.steps()) {
      return game;
    }
    String why =
        packed.count() == 0
            ? "There are no pictures of this game: the file is full."
            : RootLocale.format(
                "There are pictures of the first %,d steps: the file has no room for more.",
                packed.count());
    return game.withPictures(packed.count(), List.of(why));
  }

  /** Without a cartridge nobody knows the actions but who was asked about them. */
  private static List<String> actions(Episode episode, List<TranscriptLine> lines) {
    int most = episode.choices().chars().map(letter -> letter - 'a').max().orElse(0);
    List<String> named =
        lines.stream()
            .flatMap(line -> Opinions.of(line.tree()).stream())
            .findFirst()
            .map(Opinions::answers)
            .orElse(List.of());
    return named.size() > most
        ? named
        : IntStream.rangeClosed(0, most).mapToObj(i -> "action " + i).toList();
  }

  private static List<Integer> unknownLives(Episode episode) {
    return IntStream.rangeClosed(0, episode.steps()).mapToObj(step -> 0).toList();
  }

  /** What was asked about an episode. */
  private record Asked(String path, Episode episode, List<TranscriptLine> lines) {}

  /** M1's policy where a question was recorded. */
  private void addPolicies(RunFolder folder, List<Asked> all) {
    Optional<Asked> first = all.stream().filter(asked -> !asked.lines().isEmpty()).findFirst();
    if (first.isEmpty()) {
      return;
    }
    try (OpenAgent agent = new OpenAgent(RecordedRun.of(folder))) {
      for (Asked asked : all) {
        for (TranscriptLine line : asked.lines()) {
          if (line.step() < asked.episode().steps()) {
            answers.put(
                asked.path() + "/policies/" + line.step(),
                Map.of("policies", agent.policies(asked.episode(), line.step())));
          }
        }
      }
    } catch (UserError e) {
      notes.add("M1's policy is not shown: " + e.getMessage() + ".");
    }
  }
}
