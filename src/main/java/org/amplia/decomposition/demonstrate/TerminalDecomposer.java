package org.amplia.decomposition.demonstrate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.amplia.base.NumberText;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.episode.Picture;
import org.amplia.episode.PngExport;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;

/**
 * A person at a terminal, or a script in a person's place: the picture as a file, questions as
 * lines, answers as lines. Whatever cannot be understood is told in one line and asked again. The
 * action that is chosen is held until the next key frame.
 */
public final class TerminalDecomposer implements DecompositionDemonstrator {
  private static final String END = "end";
  private static final String HELP = "?";

  private final BufferedReader in;
  private final PrintWriter out;
  private final Path pictures;
  private final Informant informant;

  /** The person wants no more, or the input has ended. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A person.
   *
   * @param in what is typed
   * @param out what is shown
   * @param pictures folder of the pictures
   */
  public TerminalDecomposer(
      BufferedReader in, PrintWriter out, Path pictures, Informant informant) {
    this.in = in;
    this.out = out;
    this.pictures = pictures;
    this.informant = informant;
  }

  @Override
  public String name() {
    return DecompositionDemonstration.HUMAN;
  }

  @Override
  public Map<String, String> about() {
    return Map.of();
  }

  @Override
  public int between(ObservedGame game, int shown) {
    return shown;
  }

  @Override
  public Optional<Shown> show(Moment moment) {
    try {
      return Optional.of(asked(moment));
    } catch (Ended end) {
      return Optional.empty();
    }
  }

  private Shown asked(Moment moment) {
    Path picture = pictures.resolve(RootLocale.format("step-%05d.png", moment.step()));
    PngExport.write(Picture.of(moment.game().environment()), picture);
    say(
        "%nkey frame %d of %d, agent step %d, score %.0f: %s",
        moment.number(),
        moment.count(),
        moment.step(),
        moment.game().environment().episodeScore(),
        picture);
    List<String> names = moment.actionNames();
    int taken =
        ask(RootLocale.format("action to take (%s)", String.join(", ", names)), action(names, -1));
    List<Integer> actions = new ArrayList<>(List.of(taken));
    if (names.size() > 1) {
      actions.add(ask("another one to compare it with", action(names, taken)));
    }
    List<Consideration> considered = new ArrayList<>();
    for (int action : actions) {
      considered.add(consider(moment, action));
    }
    return new Shown(taken, considered);
  }

  private Consideration consider(Moment moment, int action) {
    String name = moment.actionNames().get(action);
    List<AskedItem> asked = new ArrayList<>();
    while (asked.size() < Consideration.MOST_ITEMS) {
      String prompt =
          RootLocale.format(
              "%s: item %d of %d to look up (%s for help, nothing: enough)",
              name, asked.size() + 1, Consideration.MOST_ITEMS, HELP);
      Optional<AskedItem> item = ask(prompt, text -> lookUp(moment, action, asked, text));
      if (item.isEmpty()) {
        break;
      }
      asked.add(item.get());
      say("  %s: %s", item.get().item(), item.get().answer());
    }
    double goodness =
        ask(
            RootLocale.format("%s: how good is it, 0 to %d", name, Conclusion.BEST),
            this::goodness);
    return new Consideration(name, asked, new Conclusion(Conclusion.GOODNESS, goodness));
  }

  private Optional<AskedItem> lookUp(
      Moment moment, int action, List<AskedItem> known, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Information item = InformationLabel.read(text.toLowerCase(Locale.ROOT));
    if (known.stream().anyMatch(one -> one.information().equals(item))) {
      throw UserError.of("%s is known: ask for another", item.label());
    }
    return Optional.of(informant.ask(moment.state(), action, item));
  }

  private double goodness(String text) {
    try {
      return NumberText.whole(text, 0, Conclusion.BEST);
    } catch (UserError e) {
      throw new UserError(
          RootLocale.format("'%s' is no goodness: a whole number, 0 to %d", text, Conclusion.BEST),
          e);
    }
  }

  private static Function<String, Integer> action(List<String> names, int taken) {
    return text -> {
      int action = names.indexOf(text.toUpperCase(Locale.ROOT));
      if (action < 0) {
        throw UserError.of("'%s' is no action here: one of %s", text, String.join(", ", names));
      }
      if (action == taken) {
        throw UserError.of("%s is the one to take: name another", names.get(action));
      }
      return action;
    };
  }

  /** Asks until the answer can be understood. */
  private <T> T ask(String prompt, Function<String, T> reader) {
    while (true) {
      say("%s?", prompt);
      String text = line();
      if (text.equals(HELP)) {
        help();
        continue;
      }
      try {
        return reader.apply(text);
      } catch (UserError misunderstanding) {
        say("  %s", misunderstanding.getMessage());
      }
    }
  }

  private void help() {
    say(
        "  an item is %s; e.g. reward/16/repeat: what the rewards come to within 16 agent steps if the"
            + " action is repeated",
        InformationLabel.FORM);
    AnswerSources sources = informant.sources();
    say(
        "  policy: %s; demonstrator: %s; `%s` ends the session",
        sources.hasAgent() ? "the trained agent" : "not here, for want of a trained agent",
        switch (sources.demonstrator()) {
          case AnswerSources.CLONE -> "the agent's clone of its demonstrator";
          case AnswerSources.RULE -> "the game's simple rule";
          default -> "not here, as no rule of this game is known";
        },
        END);
  }

  private String line() {
    try {
      String line = in.readLine();
      if (line == null || line.strip().equals(END)) {
        throw new Ended();
      }
      return line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the input cannot be read", e);
    }
  }

  private void say(String text, Object... values) {
    out.printf(Locale.ROOT, text + "%n", values);
    out.flush();
  }
}
