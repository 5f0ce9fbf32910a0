package org.amplia.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.PathName;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.dataset.Demonstrations.Split;
import org.amplia.dataset.Demonstrations.StepReward;
import org.amplia.dataset.TrialText.TrialFrame;
import org.amplia.dataset.TrialText.TrialStep;
import org.amplia.episode.Letters;
import org.amplia.rom.Shown;

/**
 * Trials of the Atari Human Eye-Tracking and Demonstration Dataset (Zhang et al. 2019,
 * arXiv:1903.06754): per trial a text file and, beside it, an archive of its frames' pictures.
 */
public final class AtariHead {
  private static final String SOURCE = "Atari-HEAD";
  private static final String TEXT = ".txt";
  private static final String ARCHIVE = ".tar.bz2";

  private final String game;
  private final boolean keepsGaze;
  private final double validationShare;
  private final long seed;

  /**
   * An import of trials of a game.
   *
   * @param keepsGaze whether the demonstrations hold the gaze
   * @param validationShare share of the chains of trials that are for validation, 0 … 1
   * @param seed draws those chains
   */
  public AtariHead(String game, boolean keepsGaze, double validationShare, long seed) {
    if (!(validationShare >= 0 && validationShare <= 1)) {
      throw new UserError("the share for validation is " + validationShare + ": it must be 0 … 1");
    }
    this.game = game;
    this.keepsGaze = keepsGaze;
    this.validationShare = validationShare;
    this.seed = seed;
  }

  /** Hears of every trial that was imported. */
  @FunctionalInterface
  public interface Listener {
    /** A trial was written to a file. */
    void imported(Path file, Demonstrations demonstrations);
  }

  /**
   * The trials at a path, a folder or one trial's text or archive: their texts, in the order of
   * their names.
   *
   * @throws UserError if there is none
   */
  public static List<Path> trials(Path path) {
    if (!Files.isDirectory(path)) {
      String name = String.valueOf(path.getFileName());
      String trial =
          name.endsWith(ARCHIVE)
              ? name.substring(0, name.length() - ARCHIVE.length())
              : name.endsWith(TEXT) ? name.substring(0, name.length() - TEXT.length()) : name;
      Path text = path.resolveSibling(trial + TEXT);
      for (Path part : List.of(text, archive(text))) {
        if (!Files.isRegularFile(part)) {
          throw UserError.of(
              "%s is missing: a trial is a %s file and a %s file of one name",
              Shown.path(part), TEXT, ARCHIVE);
        }
      }
      return List.of(text);
    }
    try (var files = Files.list(path)) {
      List<Path> texts =
          files
              .filter(file -> file.toString().endsWith(TEXT))
              .filter(file -> Files.isRegularFile(archive(file)))
              .sorted(Comparator.naturalOrder())
              .toList();
      if (texts.isEmpty()) {
        throw UserError.of(
            "%s holds no trial: a trial is a %s file and a %s file of one name",
            Shown.path(path), TEXT, ARCHIVE);
      }
      return texts;
    } catch (IOException e) {
      throw new UserError(Shown.path(path) + " cannot be read: " + Shown.reason(e), e);
    }
  }

  /** The pictures of a trial. */
  public static Path archive(Path text) {
    return text.resolveSibling(trial(text) + ARCHIVE);
  }

  private static String trial(Path text) {
    String name = PathName.last(text);
    return name.substring(0, name.length() - TEXT.length());
  }

  /** Where a trial's demonstrations go in a folder. */
  public static Path target(Path text, Path folder) {
    return folder.resolve(trial(text) + DemonstrationsFile.SUFFIX);
  }

  /**
   * Imports trials of one folder into another; each is written as a whole or not at all.
   *
   * @throws UserError naming the file and what is wrong with it
   */
  public void run(List<Path> texts, Path folder, Listener listener) {
    TrialChains chains =
        TrialChains.around(Objects.requireNonNull(texts.get(0).toAbsolutePath().getParent()));
    Map<String, Split> splits =
        TrialChains.split(
            texts.stream().map(text -> chains.chainOf(trial(text))).toList(),
            validationShare,
            seed);
    for (Path text : texts) {
      String chain = chains.chainOf(trial(text));
      List<TrialFrame> frames = TrialText.read(text, keepsGaze);
      List<TrialStep> steps = TrialStep.of(frames);
      if (steps.isEmpty()) {
        throw new UserError(Shown.path(text) + " records no action: there is nothing to learn");
      }
      byte[] pictures = TrialPictures.read(archive(text), steps, frames.size());
      Demonstrations demonstrations =
          demonstrations(trial(text), chain, splits.get(chain), frames.size(), steps, pictures);
      Path file = target(text, folder);
      DemonstrationsFile.write(file, demonstrations, pictures);
      listener.imported(file, demonstrations);
    }
  }

  private Demonstrations demonstrations(
      String trial, String chain, Split split, int frames, List<TrialStep> steps, byte[] pictures) {
    StringBuilder actions = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    List<StepReward> rewards = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      TrialStep step = steps.get(i);
      actions.append(Letters.of(step.action()));
      if (step.begins()) {
        starts.add(i);
      }
      if (step.points() != 0) {
        rewards.add(new StepReward(i, step.points()));
      }
    }
    return new Demonstrations(
        Demonstrations.SCHEMA,
        SOURCE,
        game,
        trial,
        chain,
        split,
        TrialStep.FRAMES,
        frames,
        steps.size(),
        rewards.stream().mapToLong(StepReward::points).sum(),
        actions.toString(),
        starts,
        rewards,
        keepsGaze ? steps.stream().map(TrialStep::gaze).toList() : List.of(),
        Hash.md5(pictures));
  }

  /**
   * Which trials go on from which, by their numbers. A trial can begin where an earlier one was
   * saved, so both hold one game: a chain is split off as a whole or not at all.
   */
  record TrialChains(Map<String, String> before) {
    /** The data set's table of trials. */
    static final String TABLE = "meta_data.csv";

    private static final int MOST_BYTES = 16 << 20;

    /**
     * The chains by the table in a folder or in the one above; without one every trial is its own
     * chain.
     */
    static TrialChains around(Path folder) {
      Path above = folder.toAbsolutePath().normalize().getParent();
      for (Path place : above == null ? List.of(folder) : List.of(folder, above)) {
        if (Files.exists(place.resolve(TABLE))) {
          return read(place.resolve(TABLE));
        }
      }
      return new TrialChains(Map.of());
    }

    private static TrialChains read(Path table) {
      List<String> lines =
          InputFile.text(table, MOST_BYTES, "a table of trials", "get the data set again")
              .lines()
              .toList();
      List<String> names =
          Arrays.stream(lines.isEmpty() ? new String[0] : lines.get(0).split(","))
              .map(String::strip)
              .toList();
      if (names.stream().distinct().count() < names.size()) {
        throw new UserError(table + " names a column twice: get the data set again");
      }
      int trial = names.indexOf("trial_id");
      int load = names.indexOf("load_trial");
      if (trial < 0 || load < 0) {
        throw new UserError(
            table + " has no columns trial_id and load_trial: get the data set again");
      }
      Map<String, String> before = new HashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        if (cells.length > Math.max(trial, load) && !cells[load].strip().matches("0*|null")) {
          before.put(cells[trial].strip(), cells[load].strip());
        }
      }
      return new TrialChains(before);
    }

    /** Number of the first trial of a trial's chain; the trial's name if it has no number. */
    String chainOf(String trial) {
      String number = trial.replaceFirst("_.*", "");
      Set<String> passed = new HashSet<>();
      while (before.containsKey(number)) {
        if (!passed.add(number)) {
          throw new UserError(
              TABLE + " lets trial " + number + " go on from itself: get the data set again");
        }
        number = before.get(number);
      }
      return number;
    }

    /**
     * What each chain is for, drawn by the seed and the chains' names; {@code share} of them, 0 …
     * 1, are for validation. Of two or more chains at least one is for each.
     */
    static Map<String, Split> split(Collection<String> chains, double share, long seed) {
      RandomStreams streams = new RandomStreams(seed);
      List<String> drawn =
          chains.stream()
              .distinct()
              .sorted(
                  Comparator.comparingLong(
                          (String chain) -> streams.stream("split " + chain).nextLong())
                      .thenComparing(Comparator.naturalOrder()))
              .toList();
      long validation = Math.round(share * drawn.size());
      if (share > 0 && share < 1) {
        validation = Math.max(1, Math.min(drawn.size() - 1, validation));
      }
      Map<String, Split> splits = new HashMap<>();
      for (int i = 0; i < drawn.size(); i++) {
        splits.put(
            drawn.get(i), i < validation && drawn.size() > 1 ? Split.VALIDATION : Split.TRAIN);
      }
      return splits;
    }
  }
}
