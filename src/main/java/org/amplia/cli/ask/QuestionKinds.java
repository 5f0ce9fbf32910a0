package org.amplia.cli.ask;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;

/** All that {@code ask} can put. As an {@link Iterable}, their names: for the help. */
public final class QuestionKinds implements Iterable<String> {
  private static final List<QuestionKind> ALL =
      List.of(
          BestActionQuestion.KIND,
          ActionValueQuestion.KIND,
          UsefulInformationQuestion.KIND,
          UsefulnessQuestion.KIND,
          EventProbabilityQuestion.KIND,
          ExplainedValueQuestion.KIND,
          ExplanationQualityQuestion.KIND);

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static List<String> names() {
    return ALL.stream().map(QuestionKind::name).toList();
  }

  /**
   * The question that was typed.
   *
   * @throws UserError if there is none of that name, if an option is missing, belongs to another
   *     question, or has a value that it cannot have
   */
  public static AskedQuestion read(String name, QuestionOptions options) {
    QuestionKind kind =
        ALL.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Spelling.unknown("question", name, names()));
    requireNoneOfAnother(kind, options);
    requireAll(kind, options);
    return kind.reader().apply(options);
  }

  private static void requireNoneOfAnother(QuestionKind kind, QuestionOptions options) {
    ALL.stream()
        .flatMap(other -> other.options().stream())
        .filter(option -> options.isGiven(option) && !kind.options().contains(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new UserError(
                  RootLocale.format(
                      "%s does not belong to %s: leave it out, or ask --question %s",
                      option, kind.name(), askedWith(option)));
            });
  }

  private static String askedWith(String option) {
    return ALL.stream()
        .filter(kind -> kind.options().contains(option))
        .map(QuestionKind::name)
        .collect(Collectors.joining(" or "));
  }

  private static void requireAll(QuestionKind kind, QuestionOptions options) {
    for (QuestionKind.Needed needed : kind.needs()) {
      if (!options.isGiven(needed.option())) {
        throw new UserError(
            RootLocale.format(
                "%s needs %s: give it, e.g. %s %s",
                kind.name(), needed.option(), needed.option(), needed.example()));
      }
    }
  }
}
