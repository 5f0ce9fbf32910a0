package org.amplia.cli.ask;

import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.decomposition.learn.LearnedOverseer;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;
import org.amplia.question.Question.Usefulness;
import org.amplia.question.QuestionTree;

/**
 * Q4.
 *
 * @param action its name
 * @param items one or more, in the order in which they become known
 */
record UsefulnessQuestion(String action, List<Information> items) implements AskedQuestion {
  static final QuestionKind KIND =
      new QuestionKind(
          "usefulness",
          List.of(
              QuestionKind.Needed.ACTION,
              new QuestionKind.Needed(QuestionOptions.ITEM, "reward/16/policy")),
          List.of(),
          options ->
              new UsefulnessQuestion(
                  options.action, options.items.stream().map(InformationLabel::read).toList()));

  @Override
  public QuestionTree ask(Moment moment) {
    LearnedOverseer overseer =
        moment
            .inquiry()
            .judging()
            .orElseThrow(
                () ->
                    new UserError(
                        RootLocale.format(
                            "%s has no judge, so nobody can say how useful information is: name a run that learned its decomposition, `./amplia train %s --set overseer.decomposition=learned`",
                            moment.run().path(), moment.run().description().game())));
    if (items.size() > overseer.mostItems()) {
      throw new UserError(
          RootLocale.format(
              "--item is given %d times, and the judge of %s has learned to know %d at once (decomposition.items): leave some out",
              items.size(), moment.run().path(), overseer.mostItems()));
    }
    if (items.stream().distinct().count() < items.size()) {
      throw new UserError(
          "--item names an item twice, and what is known is no information: leave it out");
    }
    // Of all items that have a name this run's judge knows some.
    items.forEach(item -> overseer.space().named(item.label()));
    return overseer.explain(
        new Usefulness(moment.state(), moment.action(action), List.of(), items),
        moment.inquiry().actionNames());
  }
}
