package org.amplia.question;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;

/**
 * A future that a look-ahead plays: what a question in a tree is about. Trees hold words alone, so
 * it is read back from them.
 *
 * @param actions names of what is taken first, one an agent step; one or more
 * @param horizonSteps agent steps in all, 1 … {@link #LONGEST}
 * @param continuation who acts in the steps after the actions
 * @param number of a future by which the probability of an event is found, from 1 on: actions stick
 *     in it as in the game, by chances of its own; 0 for a look-ahead, in which nothing sticks
 */
public record Future(
    List<String> actions, int horizonSteps, Continuation continuation, int number) {
  /** Agent steps that a future has at most. */
  public static final int LONGEST = 1000;

  private static final int MOST_NUMBER = 99_999;

  /** A plan of a thousand actions is not asked about, and a damaged file can hold any text. */
  private static final int LONGEST_QUESTION = 2_000;

  private static final Pattern LABEL =
      Pattern.compile(
          "([A-Z]{2,18}(?:,[A-Z]{2,18})*)/([0-9]{1,4})/([a-z]{1,20})(?:/([0-9]{1,5}))?");

  private static final Pattern TRIED =
      Pattern.compile(
          "(?:How good is it to take"
              + "|What is the most useful (?:further )?information about the consequences of)"
              + " ([A-Z]+(?: for \\d{1,4} agent steps)?(?:, [A-Z]+(?: for \\d{1,4} agent steps)?)*)"
              + "(?:, with an explanation)?\\?(?: \\(without looking\\))?");

  private static final Pattern EVENT =
      Pattern.compile(
          "What is the probability that .+ within \\d{1,4} agent steps after ([A-Z]+)\\?");

  private static final Pattern HELD = Pattern.compile("([A-Z]+) for (\\d{1,4}) agent steps");

  private static final Pattern WITH_CHANCES =
      Pattern.compile(
          "Does it happen in future (\\d{1,5}), within (\\d{1,4}) agent steps? (.+)\\?");

  private static final Pattern ITEM =
      Pattern.compile("(.+) (?:within|after) (\\d{1,4}) agent steps? (.+)\\?");

  /** What Q6 is measured by; Q4 has several futures. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "What do rewards within (\\d{1,4}) agent steps and the value after them come to\\?"
              + " \\(for Q6 only\\)");

  private static final Pattern CLAIM =
      Pattern.compile("Is it true that \".+ in (\\d{1,4}) by ([a-z]{1,20})\\.\"\\?");

  /**
   * Checks the parts.
   *
   * @throws UserError if one is wrong
   */
  public Future {
    actions = List.copyOf(actions);
    UserError.unless(
        horizonSteps >= 1 && horizonSteps <= LONGEST,
        "a future has 1 … %d agent steps, not %d",
        LONGEST,
        horizonSteps);
    UserError.unless(
        !actions.isEmpty() && actions.size() <= horizonSteps,
        "a future of %d agent steps begins with 1 … %2$d actions, not %d",
        horizonSteps,
        actions.size());
    UserError.unless(number >= 0, "the number of a future is 0 or more, not %d", number);
  }

  /** A look-ahead, in which nothing sticks. */
  public Future(List<String> actions, int horizonSteps, Continuation continuation) {
    this(actions, horizonSteps, continuation, 0);
  }

  /** Whether actions stick in it as in the game. */
  public boolean hasChances() {
    return number > 0;
  }

  /**
   * As it is written down: {@code UP/16/policy}, or {@code UP,NOOP/16/policy}; with chances {@code
   * UP/16/policy/3}.
   */
  public String label() {
    String label = String.join(",", actions) + "/" + horizonSteps + "/" + continuation.label();
    return hasChances() ? label + "/" + number : label;
  }

  /**
   * The future that a label names.
   *
   * @throws UserError in one line, if it names none
   */
  public static Future read(String label) {
    Matcher parts = LABEL.matcher(label);
    Optional<Continuation> continuation =
        parts.matches() ? continuation(parts.group(3), Continuation::label) : Optional.empty();
    if (continuation.isEmpty()) {
      throw UserError.of(
          "a future is written as UP/16/policy, actions/steps/continuation, with one of %s",
          Arrays.stream(Continuation.values())
              .map(Continuation::label)
              .collect(Collectors.joining(", ")));
    }
    return new Future(
        List.of(parts.group(1).split(",")),
        (int) NumberText.whole(parts.group(2), 0, LONGEST),
        continuation.get(),
        parts.group(4) == null ? 0 : (int) NumberText.whole(parts.group(4), 0, MOST_NUMBER));
  }

  private static Optional<Continuation> continuation(
      String words, Function<Continuation, String> form) {
    return Arrays.stream(Continuation.values())
        .filter(one -> form.apply(one).equals(words))
        .findFirst();
  }

  /**
   * The actions that a question is about, one an agent step.
   *
   * @param question in words, as {@link Question#inWords} has them: about the value of an action or
   *     a plan, about information on it, or about an event after it
   * @return nothing if it is another question
   */
  public static Optional<List<String>> actionsIn(String question) {
    if (question.length() > LONGEST_QUESTION) {
      return Optional.empty();
    }
    Matcher event = EVENT.matcher(question);
    if (event.matches()) {
      return Optional.of(List.of(event.group(1)));
    }
    Matcher tried = TRIED.matcher(question);
    if (!tried.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(tried.group(1).split(", ")).flatMap(Future::held).limit(LONGEST).toList());
  }

  private static Stream<String> held(String tried) {
    Matcher held = HELD.matcher(tried);
    return held.matches()
        ? Stream.generate(() -> held.group(1)).limit(NumberText.whole(held.group(2), 0, 9999))
        : Stream.of(tried);
  }

  /**
   * The future that the answer to a question about consequences is read off.
   *
   * @param question in words: an item of information, a claim of an explanation, what Q4 and Q6 are
   *     measured by, or whether an event happens in one future
   * @param actions that are taken first
   * @return nothing if it is another question, or no future of these actions
   */
  public static Optional<Future> of(String question, List<String> actions) {
    if (question.length() > LONGEST_QUESTION) {
      return Optional.empty();
    }
    Matcher withChances = WITH_CHANCES.matcher(question);
    if (withChances.matches()) {
      int number = (int) NumberText.whole(withChances.group(1), 0, MOST_NUMBER);
      return continuation(withChances.group(3), Continuation::inWords)
          .flatMap(who -> of(actions, withChances.group(2), who, number));
    }
    Matcher item = ITEM.matcher(question);
    if (item.matches()) {
      return continuation(item.group(3), Continuation::inWords)
          .flatMap(who -> of(actions, item.group(2), who));
    }
    Matcher claim = CLAIM.matcher(question);
    if (claim.matches()) {
      return continuation(claim.group(2), Continuation::label)
          .flatMap(who -> of(actions, claim.group(1), who));
    }
    Matcher reference = REFERENCE.matcher(question);
    return reference.matches()
        ? of(actions, reference.group(1), Continuation.POLICY)
        : Optional.empty();
  }

  private static Optional<Future> of(List<String> actions, String steps, Continuation who) {
    return of(actions, steps, who, 0);
  }

  private static Optional<Future> of(
      List<String> actions, String steps, Continuation who, int number) {
    int horizon = (int) NumberText.whole(steps, 0, 9999);
    return actions.isEmpty() || actions.size() > horizon || horizon > LONGEST
        ? Optional.empty()
        : Optional.of(new Future(actions, horizon, who, number));
  }
}
