package org.amplia.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amplia.base.AtomicFile;
import org.amplia.base.FolderLayout;
import org.amplia.base.FolderLock;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.episode.EpisodeFile;
import org.amplia.net.TensorFile;
import org.amplia.question.ContentAddress;
import org.amplia.run.RoundLines.Seal;
import org.amplia.run.RunDescription.RunState;

/**
 * One run on disk: {@code run.json}, {@code metrics.jsonl}, {@code evaluations.jsonl}, and the
 * folders {@code checkpoints}, {@code episodes}, {@code transcripts}, {@code report} and, if a
 * person judges, {@code comparisons}.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /** The file that says what the run is; with it a folder is a run's. */
  public static final String DESCRIPTION = "run.json";

  private static final String LINES = ".jsonl";
  private static final String METRICS = "metrics" + LINES;
  private static final String EVALUATIONS = "evaluations" + LINES;
  private static final String CHECKPOINTS = "checkpoints";
  private static final String EPISODES = "episodes";
  private static final String TRANSCRIPTS = "transcripts";
  private static final String COMPARISONS = "comparisons";
  private static final String REPORT = "report";
  private static final String CHECKPOINT_FILES =
      "(last|previous|best)\\.safetensors|replay-[0-9]+\\.bin";
  private static final String RECORDED = "(final|evaluated-s-?[0-9]+)-[0-9]+";
  static final String REMEDY = "take the file back from a copy, or repeat the run";

  /**
   * What is in a run folder.
   *
   * @param report what is in its report
   */
  public static FolderLayout layout(FolderLayout report) {
    return FolderLayout.marked(DESCRIPTION, quoted(METRICS) + "|" + quoted(EVALUATIONS))
        .with(CHECKPOINTS, FolderLayout.of(CHECKPOINT_FILES))
        .with(EPISODES, FolderLayout.of(RECORDED + quoted(EpisodeFile.SUFFIX)))
        .with(TRANSCRIPTS, FolderLayout.of(RECORDED + quoted(LINES)))
        .with(COMPARISONS, FolderLayout.of(ComparisonFolder.FILES))
        .with(REPORT, report);
  }

  private static String quoted(String name) {
    return Pattern.quote(name);
  }

  /**
   * Makes a new run folder. Of several processes that try, one makes it.
   *
   * @throws UserError if the folder exists and is not empty, or there can be none
   * @throws UncheckedIOException if it cannot be written, e.g. to a full disk
   */
  public static RunFolder create(Path path, RunDescription description) {
    requireUnused(path);
    try (FolderLock lock = FolderLock.take(path)) {
      return create(lock, description);
    }
  }

  /**
   * Makes a new run folder where this process has the lock.
   *
   * @throws UserError as {@link #create(Path, RunDescription)}
   */
  public static RunFolder create(FolderLock lock, RunDescription description) {
    Path path = lock.folder();
    requireUnused(path);
    try {
      RunFolder folder = new RunFolder(path);
      for (Path sub :
          List.of(folder.checkpoints(), folder.episodes(), folder.transcripts(), folder.report())) {
        Files.createDirectories(sub);
      }
      for (Path file : List.of(folder.metricsFile(), folder.evaluationsFile())) {
        Files.write(file, new byte[0]);
      }
      // Last: with run.json, everything is there.
      folder.write(description);
      return folder;
    } catch (IOException e) {
      throw OutputPlaces.fault("--out", path, e);
    }
  }

  /**
   * Refuses a place where something is. A folder that a process was killed in the middle of making
   * counts as empty.
   *
   * @throws UserError if there is a file, or a folder that is not empty
   */
  public static void requireUnused(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UserError(path + " is a file, not a folder: give another --out");
    }
    if (!isUnused(path)) {
      throw new UserError(
          path + " exists and is not empty: give another --out, or --force to replace it");
    }
  }

  /**
   * Whether there is no folder, or one without content, be it that its maker was killed.
   *
   * @throws UserError if it cannot be read
   */
  public static boolean isUnused(Path path) {
    if (!Files.exists(path)) {
      return true;
    }
    Set<String> own = Set.of(CHECKPOINTS, EPISODES, TRANSCRIPTS, REPORT, METRICS, EVALUATIONS);
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry : entries.toList()) {
        String name = PathName.last(entry);
        if (!(own.contains(name) && isEmpty(entry))
            && !name.equals(FolderLock.NAME)
            && !AtomicFile.isLeftover(entry)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UserError(
          "cannot read " + path + " (" + IoFault.reason(e) + "): choose another folder", e);
    }
  }

  private static boolean isEmpty(Path entry) throws IOException {
    if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) && Files.size(entry) == 0;
    }
    try (Stream<Path> inside = Files.list(entry)) {
      return inside.findAny().isEmpty();
    }
  }

  /**
   * Opens a run folder for reading or resuming.
   *
   * @throws UserError if there is none
   */
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(DESCRIPTION))) {
      throw new UserError(
          path + " is not a run folder (it has no run.json): name a folder that train made");
    }
    return new RunFolder(path);
  }

  /** What the run is. */
  public RunDescription description() {
    Path file = path.resolve(DESCRIPTION);
    String json = Seal.of(RoundLines.text(file), Seal.FIRST, file.toString()).json();
    return Json.read(json, RunDescription.class, file.toString());
  }

  /** Replaces {@code run.json}. */
  public void write(RunDescription description) {
    AtomicFile.save(path.resolve(DESCRIPTION), text(description));
  }

  /**
   * Notes that nobody trains the run any more, if it is not done. On a full disk, where no file can
   * be made, the word is written over the other one, which is as long.
   *
   * @throws UncheckedIOException if it cannot be noted
   */
  public void noteStopped() {
    RunDescription running = description();
    if (running.state() != RunState.RUNNING) {
      return;
    }
    RunDescription stopped = running.withState(RunState.STOPPED);
    try {
      write(stopped);
    } catch (UncheckedIOException full) {
      if (!overwrite(running, stopped)) {
        throw full;
      }
    }
  }

  /** Writes one description over another, if they differ in words of one length. */
  boolean overwrite(RunDescription old, RunDescription changed) {
    Path file = path.resolve(DESCRIPTION);
    byte[] before = text(old).getBytes(StandardCharsets.UTF_8);
    byte[] after = text(changed).getBytes(StandardCharsets.UTF_8);
    // A text that somebody else formatted is left alone.
    if (before.length != after.length || !RoundLines.text(file).equals(text(old))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      int first = Math.max(0, Arrays.mismatch(before, after));
      channel.write(ByteBuffer.wrap(after, first, after.length - first), first);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(RunDescription description) {
    return Seal.put(Json.pretty(description), Seal.FIRST);
  }

  /**
   * Every evaluation, oldest first.
   *
   * @throws UserError that names the line, if one is wrong, missing or comes before its time
   */
  public List<Evaluation> evaluations() {
    List<Evaluation> evaluations = evaluationLines().read();
    for (int i = 0; i < evaluations.size() - 1; i++) {
      if (evaluations.get(i).kind().equals(Evaluation.FINAL)) {
        throw new UserError(
            evaluationsFile() + " line " + (i + 1) + " is final, but lines follow it: " + REMEDY);
      }
    }
    return evaluations;
  }

  /**
   * Every measurement, oldest first.
   *
   * @throws UserError that names the line, if one is wrong, missing or comes before its time
   */
  public List<Measurement> measurements() {
    return measurementLines().read();
  }

  /** What has been spent until the last measurement. */
  public Cost cost() {
    List<Measurement> measurements = measurements();
    if (measurements.isEmpty()) {
      return new Cost(0, 0, 0);
    }
    return measurements.get(measurements.size() - 1).cost();
  }

  /** Seconds of training until a round was measured; 0 if it was not. */
  public double secondsAfter(int round) {
    return measurements().stream()
        .filter(measurement -> measurement.round() == round)
        .mapToDouble(Measurement::seconds)
        .max()
        .orElse(0);
  }

  /** Adds a line to {@code evaluations.jsonl}. */
  public void append(Evaluation evaluation) {
    evaluationLines().append(evaluation);
  }

  /** Adds a line to {@code metrics.jsonl}. */
  public void append(Measurement measurement) {
    measurementLines().append(measurement);
  }

  /** Removes the temporary files of processes that were killed while they wrote. */
  public void removeLeftovers() {
    try {
      for (Path part :
          List.of(path, checkpoints(), episodes(), transcripts(), report(), comparisons().path())) {
        AtomicFile.removeLeftovers(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Drops the lines of rounds after the checkpoint that a run resumes from.
   *
   * @param round of the checkpoint; −1 drops all
   * @throws UserError that names the line, if one up to that round is wrong or missing
   */
  public void dropAfterRound(int round) {
    List<Measurement> measured =
        measurements().stream().filter(line -> line.round() <= round).toList();
    List<Evaluation> evaluated =
        evaluations().stream()
            .filter(line -> line.round() <= round && line.kind().equals(Evaluation.PROGRESS))
            .toList();
    measurementLines().requireUpTo(round, measured);
    evaluationLines().requireUpTo(round, evaluated);
    measurementLines().write(measured);
    evaluationLines().write(evaluated);
  }

  /** Checkpoints: the last, the one before it and the best. */
  public Path checkpoints() {
    return path.resolve(CHECKPOINTS);
  }

  /** The file of the last checkpoint. */
  public Path lastCheckpoint() {
    return checkpoints().resolve("last.safetensors");
  }

  /** The file of the checkpoint before it. */
  public Path previousCheckpoint() {
    return checkpoints().resolve("previous.safetensors");
  }

  /** Whether there is something to go on from. */
  public boolean hasCheckpoint() {
    return Files.exists(lastCheckpoint()) || Files.exists(previousCheckpoint());
  }

  /**
   * The content address of the last checkpoint: what was learned about its agent is not about
   * another.
   *
   * @throws UserError if there is none
   */
  public String agentAddress() {
    return ContentAddress.of(TensorFile.bytes(lastCheckpoint()));
  }

  /** The files that tell of the run and its agent, which questions to it are answered from. */
  public List<Path> sources() {
    try (Stream<Path> checkpoints =
        Files.isDirectory(checkpoints()) ? Files.list(checkpoints()) : Stream.empty()) {
      return Stream.concat(records().stream(), checkpoints).toList();
    } catch (IOException e) {
      throw new UserError(checkpoints() + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  /** What says how far the run is: description, metrics and evaluations. */
  public List<Path> records() {
    return List.of(path.resolve(DESCRIPTION), metricsFile(), evaluationsFile());
  }

  /** The recorded episode of that name. */
  public Path episode(String name) {
    return episodes().resolve(name + EpisodeFile.SUFFIX);
  }

  /** Recorded episodes, {@code *.episode.json}. */
  public Path episodes() {
    return path.resolve(EPISODES);
  }

  /** Question trees, JSON lines. */
  public Path transcripts() {
    return path.resolve(TRANSCRIPTS);
  }

  /** The transcript of the recorded episode whose file has that name. */
  public Path transcript(String episode) {
    String name =
        episode.endsWith(EpisodeFile.SUFFIX)
            ? episode.substring(0, episode.length() - EpisodeFile.SUFFIX.length())
            : episode;
    return transcripts().resolve(name + LINES);
  }

  /** Questions to a person who judges, and the answers; there only if one is asked. */
  public ComparisonFolder comparisons() {
    return new ComparisonFolder(path.resolve(COMPARISONS));
  }

  /** What {@code report} drew. */
  public Path report() {
    return path.resolve(REPORT);
  }

  /** What the run's process printed, if a comparison started it: beside the folder. */
  public Path log() {
    return path.resolveSibling(PathName.last(path) + ".log");
  }

  private Path metricsFile() {
    return path.resolve(METRICS);
  }

  private Path evaluationsFile() {
    return path.resolve(EVALUATIONS);
  }

  private RoundLines<Measurement> measurementLines() {
    return new RoundLines<>(
        metricsFile(), Measurement.class, Measurement::round, Measurement::cost);
  }

  private RoundLines<Evaluation> evaluationLines() {
    return new RoundLines<>(
        evaluationsFile(), Evaluation.class, Evaluation::round, Evaluation::cost);
  }
}
