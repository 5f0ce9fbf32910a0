package org.amplia.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.LineFile;
import org.amplia.base.UserError;

/**
 * A person's corrections of one episode: lines of JSON, of which the first holds the episode itself
 * (so that every state can be executed again) and each other one a {@link Correction}. Of several
 * to a step the last counts.
 *
 * @param file its name ends with {@link #SUFFIX}
 */
public record CorrectionsFile(Path file) {
  /** The end of their names. */
  public static final String SUFFIX = ".corrections.jsonl";

  private static final int SCHEMA = 1;
  private static final int MOST_BYTES = 64 << 20;
  private static final String MAKER = "the page of an episode in `amplia serve` makes one";

  private record Head(int schema, Episode episode) {
    private Head {
      UserError.unless(
          schema == SCHEMA,
          "schema is %d and this version reads %d: use the version that wrote it",
          schema,
          SCHEMA);
      UserError.unless(episode != null, "episode is missing");
    }
  }

  /**
   * What is in a file.
   *
   * @param corrections the last to each step, in the order of steps
   */
  public record Corrections(Episode episode, List<Correction> corrections) {}

  /** The file of an episode in a folder: the same episode has the same, whatever its own name. */
  public static CorrectionsFile of(Path folder, Episode episode) {
    String digest = episode.expectedDigest();
    return new CorrectionsFile(folder.resolve(episode.game() + "-" + digest + SUFFIX));
  }

  /** Whether anything was corrected. */
  public boolean isThere() {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Adds a correction; it is on the disk when this returns. */
  public void append(Episode episode, Correction correction) {
    EpisodeReplay.requireStep(episode, correction.step() + 1);
    if (!isThere()) {
      AtomicFile.save(file, Json.line(new Head(SCHEMA, episode)) + "\n");
    }
    LineFile.append(file, Json.line(correction), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads and checks the file.
   *
   * @throws UserError naming the line that is wrong
   */
  public Corrections read() {
    String text = InputFile.text(file, MOST_BYTES, "a file of corrections", MAKER);
    List<String> lines = LineFile.whole(text);
    UserError.unless(!lines.isEmpty(), "%s is empty: %s", file, MAKER);
    Episode episode = Json.read(lines.get(0), Head.class, file + " line 1").episode();
    Map<Integer, Correction> last = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String where = file + " line " + (i + 1);
      Correction correction = Json.read(lines.get(i), Correction.class, where);
      UserError.unless(
          correction.step() < episode.steps(),
          "%s: the episode has no agent step %,d",
          where,
          correction.step());
      last.put(correction.step(), correction);
    }
    return new Corrections(episode, new ArrayList<>(last.values()));
  }

  /**
   * The files in a folder, in the order of their names.
   *
   * @throws UserError if it is no folder, cannot be read, or holds none
   */
  public static List<CorrectionsFile> in(Path folder) {
    UserError.unless(
        Files.isDirectory(folder), "%s is not a folder: name one with %s files", folder, SUFFIX);
    try (Stream<Path> files = Files.list(folder)) {
      List<CorrectionsFile> found =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted()
              .map(CorrectionsFile::new)
              .toList();
      UserError.unless(!found.isEmpty(), "%s holds no %s file: %s", folder, SUFFIX, MAKER);
      return found;
    } catch (IOException e) {
      throw new UserError(folder + " cannot be read: " + IoFault.reason(e), e);
    }
  }
}
