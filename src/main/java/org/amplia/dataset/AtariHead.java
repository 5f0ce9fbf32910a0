package org.amplia.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amplia.base.PathName;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.episode.Letters;
import org.amplia.rom.Shown;

/**
 * Trials of the Atari Human Eye-Tracking and Demonstration Dataset (Zhang et al. 2019,
 * arXiv:1903.06754): per trial a text file and, beside it, an archive of its frames' pictures.
 *
 * @param game name of the game that the trials are of
 * @param keepsGaze whether the demonstrations hold the gaze
 * @param validationShare share of the chains of trials that are for validation, 0 … 1
 * @param seed draws those chains
 */
public record AtariHead(String game, boolean keepsGaze, double validationShare, long seed) {
  private static final String SOURCE = "Atari-HEAD";
  private static final String TEXT = ".txt";
  private static final String ARCHIVE = ".tar.bz2";

  /** Checks the share. */
  public AtariHead {
    if (!(validationShare >= 0 && validationShare <= 1)) {
      throw new UserError("the share for validation is " + validationShare + ": it must be 0 … 1");
    }
  }

  /** Hears of every trial that was imported. */
  @FunctionalInterface
  public interface Listener {
    /** A trial was written to a file. */
    void imported(Path file, Demonstrations demonstrations);
  }

  /**
   * The trials at a path.
   *
   * @param path a folder of trials, or one trial's text or archive
   * @return their texts, in the order of their names
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
          throw new UserError(
              RootLocale.format(
                  "%s is missing: a trial is a %s file and a %s file of one name",
                  Shown.path(part), TEXT, ARCHIVE));
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
        throw new UserError(
            RootLocale.format(
                "%s holds no trial: a trial is a %s file and a %s file of one name",
                Shown.path(path), TEXT, ARCHIVE));
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
   * Imports trials of one folder, one after the other; each is written as a whole or not at all.
   *
   * @param texts of the trials, see {@link #trials}
   * @param folder where the demonstrations go
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
        DemonstrationsFile.md5(pictures));
  }
}
