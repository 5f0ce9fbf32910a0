package org.amplia.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.UserError;
import org.amplia.episode.EpisodeFile;
import org.amplia.net.TensorFile;
import org.amplia.question.ContentAddress;

/**
 * One run on disk: {@code run.json}, {@code metrics.jsonl}, {@code evaluations.jsonl}, and the
 * folders {@code checkpoints}, {@code episodes}, {@code transcripts} and {@code report}.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final int MOST_BYTES = 256 << 20;

  /**
   * Makes a new run folder. One that a process was killed in the middle of making counts as empty.
   *
   * @throws UserError if the folder exists and is not empty, or there can be none
   * @throws UncheckedIOException if it cannot be written, e.g. to a full disk
   */
  public static RunFolder create(Path path, RunDescription description) {
    try {
      if (Files.exists(path)) {
        if (!Files.isDirectory(path)) {
          throw new UserError(path + " is a file, not a folder: give another --out");
        }
        if (!isUntouched(path)) {
          throw new UserError(
              path + " exists and is not empty: give another --out, or --force to replace it");
        }
      }
      Files.createDirectories(path);
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

  private static boolean isUntouched(Path path) throws IOException {
    Set<String> own =
        Set.of(
            "checkpoints",
            "episodes",
            "transcripts",
            "report",
            "metrics.jsonl",
            "evaluations.jsonl");
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry : entries.toList()) {
        boolean unused = own.contains(entry.getFileName().toString()) && isEmpty(entry);
        if (!unused && !AtomicFile.isLeftover(entry)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isEmpty(Path entry) throws IOException {
    if (!Files.isDirectory(entry)) {
      return Files.size(entry) == 0;
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
    if (!Files.isRegularFile(path.resolve("run.json"))) {
      throw new UserError(
          path + " is not a run folder (it has no run.json): name a folder that train made");
    }
    return new RunFolder(path);
  }

  /** What the run is. */
  public RunDescription description() {
    Path file = path.resolve("run.json");
    return Json.read(readText(file), RunDescription.class, file.toString());
  }

  /** Replaces {@code run.json}. */
  public void write(RunDescription description) {
    try {
      AtomicFile.write(path.resolve("run.json"), Json.pretty(description));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every evaluation, oldest first. */
  public List<Evaluation> evaluations() {
    return readLines(evaluationsFile(), Evaluation.class);
  }

  /** Every measurement, oldest first. */
  public List<Measurement> measurements() {
    return readLines(metricsFile(), Measurement.class);
  }

  /** What has been spent until the last measurement. */
  public Cost cost() {
    List<Measurement> measurements = measurements();
    if (measurements.isEmpty()) {
      return new Cost(0, 0, 0);
    }
    Measurement last = measurements.get(measurements.size() - 1);
    return new Cost(last.actingFrames(), last.frames(), last.seconds());
  }

  /** Seconds of training until a round was measured; 0 if it was not. */
  double secondsAfter(int round) {
    return measurements().stream()
        .filter(measurement -> measurement.round() == round)
        .mapToDouble(Measurement::seconds)
        .max()
        .orElse(0);
  }

  /** Adds a line to {@code evaluations.jsonl}. */
  public void append(Evaluation evaluation) {
    appendLine(evaluationsFile(), Json.line(evaluation));
  }

  /** Adds a line to {@code metrics.jsonl}. */
  public void append(Measurement measurement) {
    appendLine(metricsFile(), Json.line(measurement));
  }

  /** Removes the temporary files of processes that were killed while they wrote. */
  void removeLeftovers() {
    try {
      for (Path part : List.of(path, checkpoints(), episodes(), transcripts(), report())) {
        AtomicFile.removeLeftovers(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops the lines of rounds after the checkpoint that a run resumes from. */
  public void dropAfterRound(int round) {
    rewrite(metricsFile(), Measurement.class, m -> m.round() <= round);
    rewrite(
        evaluationsFile(),
        Evaluation.class,
        e -> e.round() <= round && e.kind().equals(Evaluation.PROGRESS));
  }

  /** Checkpoints: the last, the one before it and the best. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The file of the last checkpoint. */
  public Path lastCheckpoint() {
    return checkpoints().resolve("last.safetensors");
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
      return Stream.concat(
              Stream.of(path.resolve("run.json"), metricsFile(), evaluationsFile()), checkpoints)
          .toList();
    } catch (IOException e) {
      throw new UserError(checkpoints() + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  /** The recorded episode of that name. */
  public Path episode(String name) {
    return episodes().resolve(name + EpisodeFile.SUFFIX);
  }

  /** Recorded episodes, {@code *.episode.json}. */
  public Path episodes() {
    return path.resolve("episodes");
  }

  /** Question trees, JSON lines. */
  public Path transcripts() {
    return path.resolve("transcripts");
  }

  /** The transcript of the recorded episode whose file has that name. */
  Path transcript(String episode) {
    String name =
        episode.endsWith(EpisodeFile.SUFFIX)
            ? episode.substring(0, episode.length() - EpisodeFile.SUFFIX.length())
            : episode;
    return transcripts().resolve(name + ".jsonl");
  }

  /** What {@code report} drew. */
  public Path report() {
    return path.resolve("report");
  }

  private Path metricsFile() {
    return path.resolve("metrics.jsonl");
  }

  private Path evaluationsFile() {
    return path.resolve("evaluations.jsonl");
  }

  private static String readText(Path file) {
    return InputFile.text(file, MOST_BYTES, "a file of a run", "is it the folder of a run?");
  }

  private static <T> List<T> readLines(Path file, Class<T> type) {
    String text = readText(file);
    // A process killed while it wrote leaves a last line without an end: it does not count.
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<T> values = new ArrayList<>();
    int number = 0;
    for (String line : whole.lines().toList()) {
      number++;
      values.add(Json.read(line, type, file + " line " + number));
    }
    return values;
  }

  private static <T> void rewrite(Path file, Class<T> type, Predicate<T> keep) {
    StringBuilder text = new StringBuilder();
    readLines(file, type).stream()
        .filter(keep)
        .forEach(value -> text.append(Json.line(value)).append('\n'));
    try {
      AtomicFile.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void appendLine(Path file, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      // The checkpoint that follows is on disk for certain, so its lines have to be.
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(IoFault.at(file, e));
    }
  }
}
