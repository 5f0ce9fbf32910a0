package org.amplia.run;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.amplia.base.AtomicFile;
import org.amplia.base.FolderLock;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.LineFile;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.run.ComparisonAnswer.Choice;
import org.amplia.run.ComparisonQuestions.Closed;

/**
 * The folder {@code comparisons} of a run in which a person judges: the questions of each round,
 * and one file to which answers are added. The run writes the former and whoever asks the person
 * the latter; a lock keeps an answer from coming in between a round's last look and its going on.
 *
 * @param path the folder, which may not be there
 */
public record ComparisonFolder(Path path) {
  /** The file of answers. */
  public static final String ANSWERS = "answers.jsonl";

  private static final String LOCK = ".amplia-answers.lock";

  /** What can be in the folder. */
  static final String FILES = "questions-[0-9]+\\.json|answers\\.jsonl|\\.amplia-answers\\.lock";

  private static final int MOST_BYTES = 256 << 20;
  private static final int LOCK_SECONDS = 5;
  private static final int MILLIS_BETWEEN = 10;

  private Path questionsFile(int round) {
    return path.resolve(RootLocale.format("questions-%d.json", round));
  }

  private Path answersFile() {
    return path.resolve(ANSWERS);
  }

  /** Whether a person is asked in this run. */
  public boolean isThere() {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The questions of a round, if they were written. */
  public Optional<ComparisonQuestions> questions(int round) {
    Path file = questionsFile(round);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    String text = InputFile.text(file, MOST_BYTES, "questions of a run", "is it a run's folder?");
    return Optional.of(Json.read(text, ComparisonQuestions.class, file.toString()));
  }

  /** The questions of the newest round that has any. */
  public Optional<ComparisonQuestions> newest() {
    int last = 0;
    while (Files.isRegularFile(questionsFile(last + 1), LinkOption.NOFOLLOW_LINKS)) {
      last++;
    }
    return questions(last);
  }

  /** Writes the questions of a round, which are open. */
  public void ask(int round, List<ComparisonQuestion> questions) {
    AtomicFile.save(
        questionsFile(round),
        Json.pretty(new ComparisonQuestions(ComparisonQuestions.SCHEMA, round, questions, null)));
  }

  /** The last answer to each question, in the order of the file. */
  public Map<String, ComparisonAnswer> answers() {
    return Files.isRegularFile(answersFile(), LinkOption.NOFOLLOW_LINKS)
        ? answersIn(answersFile())
        : Map.of();
  }

  /**
   * The last answer to each question in a file.
   *
   * @throws UserError naming the line that is none
   */
  public static Map<String, ComparisonAnswer> answersIn(Path file) {
    String text =
        InputFile.text(
            file, MOST_BYTES, "a file of answers", "a run with rrm.judge=human makes one");
    Map<String, ComparisonAnswer> answers = new LinkedHashMap<>();
    List<String> lines = LineFile.whole(text);
    for (int i = 0; i < lines.size(); i++) {
      ComparisonAnswer answer =
          Json.read(lines.get(i), ComparisonAnswer.class, file + " line " + (i + 1));
      answers.put(answer.question(), answer);
    }
    return answers;
  }

  /**
   * Adds an answer; it is on the disk when this returns.
   *
   * @throws UserError if the question is not one of those that are open
   */
  public void answer(ComparisonAnswer answer) {
    locked(
        () -> {
          ComparisonQuestions open =
              newest()
                  .filter(one -> one.closed() == null)
                  .orElseThrow(
                      () -> new UserError("no answer was taken: the run waits for none now"));
          UserError.unless(
              open.questions().stream().anyMatch(one -> one.id().equals(answer.question())),
              "no answer was taken: question %s is not one of round %d",
              answer.question(),
              open.round());
          add(answer);
          return null;
        });
  }

  private void add(ComparisonAnswer answer) {
    LineFile.append(answersFile(), Json.line(answer), LinkOption.NOFOLLOW_LINKS);
  }

  /** Takes over answers of another run, those that are not here yet. */
  public void copy(Iterable<ComparisonAnswer> answers) {
    Map<String, ComparisonAnswer> here = new HashMap<>(answers());
    for (ComparisonAnswer answer : answers) {
      if (!answer.equals(here.put(answer.question(), answer))) {
        add(answer);
      }
    }
  }

  /** Takes no further answer to the questions of a round, and returns those that there are. */
  public Map<String, Choice> close(ComparisonQuestions asked) {
    return locked(
        () -> {
          byte[] content =
              Files.isRegularFile(answersFile(), LinkOption.NOFOLLOW_LINKS)
                  ? InputFile.bytes(answersFile(), MOST_BYTES, "a file of answers", "")
                  : new byte[0];
          Map<String, Choice> choices = choices(asked);
          AtomicFile.save(
              questionsFile(asked.round()),
              Json.pretty(
                  new ComparisonQuestions(
                      ComparisonQuestions.SCHEMA,
                      asked.round(),
                      asked.questions(),
                      new Closed(choices.size(), content.length, Hash.sha256(content)))));
          return choices;
        });
  }

  /** What was answered to the questions of a round. */
  public Map<String, Choice> choices(ComparisonQuestions asked) {
    Map<String, ComparisonAnswer> answers = answers();
    Map<String, Choice> choices = new HashMap<>();
    for (ComparisonQuestion question : asked.questions()) {
      if (answers.containsKey(question.id())) {
        choices.put(question.id(), answers.get(question.id()).choice());
      }
    }
    return choices;
  }

  private <T> T locked(Supplier<T> work) {
    try (FolderLock lock = lock()) {
      return work.get();
    }
  }

  /** The other process holds it for a moment only. */
  private FolderLock lock() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_SECONDS);
    while (true) {
      try {
        return FolderLock.take(path, LOCK);
      } catch (UserError busy) {
        if (System.nanoTime() > end) {
          throw busy;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN));
      }
    }
  }
}
