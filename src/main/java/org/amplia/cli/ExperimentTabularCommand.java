package org.amplia.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.base.RootLocale;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.ExperimentOutput;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.experiment.tabular.TabularExperiment;
import org.amplia.experiment.tabular.TabularExperiment.TabularArm;
import org.amplia.experiment.tabular.TabularExperiment.TabularCase;
import org.amplia.experiment.tabular.TabularExperiment.TabularOutcome;
import org.amplia.experiment.tabular.TabularExperiment.World;
import org.amplia.report.TabularReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code amplia experiment tabular}. */
@Command(
    name = "tabular",
    description = {
      "Compares imitation, REINFORCE and their mix in small worlds.",
      "The model M1 is a table or a Beta distribution, and the overseer M2's approval of every"
          + " answer is known exactly. A world is a kind of answer: few (6 answers), many"
          + " (100,000), text, probability. M1 starts uniform, good or suboptimal; the approvals"
          + " are exact or noisy. `with baseline` is REINFORCE with a baseline; `imitation"
          + " ∇p` is as the post on RL in the iterated amplification framework has it, `imitation`"
          + " takes ∇log p, and imitation takes the best of"
          + " M1's most probable answer and 15 drawn evenly, with `n=1` of that one and one drawn. It takes about five minutes.",
      "The report, whose path is printed, shows the regret: 1 minus the expected approval of M1's"
          + " answers."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia experiment tabular --worlds few,text --seeds 10"})
final class ExperimentTabularCommand implements Callable<Integer> {
  @Mixin ExperimentOutput output;

  @Option(
      names = "--worlds",
      paramLabel = "NAME",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "few,many,text,probability",
      description = "worlds, separated by commas (default: ${DEFAULT-VALUE})")
  List<String> worlds;

  @Option(
      names = "--noise",
      paramLabel = "X",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "0,0.3",
      description =
          "standard deviations of the noise added to approvals, separated by commas. The best"
              + " answer's approval is 1, the others' lie between 0 and 1 (in text below 0 too)"
              + " (default: ${DEFAULT-VALUE})")
  List<Double> noises;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "repetitions of each case (world, start, noise), each with newly drawn approvals. Step"
              + " sizes are chosen on three more, whatever N is (default:"
              + " ${DEFAULT-VALUE})")
  int seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      defaultValue = "1",
      description =
          "root seed (default: ${DEFAULT-VALUE}). In --csv the seeds are the numbers of the"
              + " repetitions, from 0, whatever this is: give each root seed a file of its own")
  long seed;

  @Override
  public Integer call() {
    OptionRange.check("--seeds", seeds, OptionRange.MOST_SEEDS);
    for (double noise : noises) {
      OptionRange.check("--noise", noise, 0, 100);
    }
    OptionRange.checkDistinct("--noise", noises);
    List<World> chosen = worlds.stream().map(World::named).toList();
    OptionRange.checkDistinct("--worlds", worlds);
    List<TabularCase> cases =
        TabularCase.all(noises).stream().filter(c -> chosen.contains(c.world())).toList();
    try (ExperimentOutput.Open open = output.open(List.of(), line -> line.seed() < seeds)) {
      TabularReport report = new TabularReport(run(cases), output.interval());
      report.write(output.report(), output.command());
      output.append(report::lines);
      output.print(report.results(), "");
    }
    return 0;
  }

  private List<TabularOutcome> run(List<TabularCase> cases) {
    TabularExperiment experiment = new TabularExperiment(cases, TabularArm.ALL, seeds, seed);
    try (ProgressLine bar = new ProgressLine("tabular")) {
      return experiment.run(
          finished ->
              bar.show(
                  "runs",
                  RootLocale.format(" %d of %d", finished, experiment.runs()),
                  (double) finished / experiment.runs()));
    }
  }
}
