package org.amplia.cli;

import picocli.CommandLine.Command;

/** {@code amplia experiment}. */
@Command(
    name = "experiment",
    description = {
      "Experiments about the claims of iterated amplification with reinforcement learning: is it"
          + " better to imitate an overseer's answers, or to reinforce the answers that it approves"
          + " of? Each writes an HTML report.",
      "tabular needs no game: everything is computed exactly. events learns on a game how probable"
          + " something is. information and explanations take runs that `train` has made and leave"
          + " their agents as they are."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:  ./amplia experiment tabular --seeds 30"},
    subcommands = {
      ExperimentTabularCommand.class,
      ExperimentInformationCommand.class,
      ExperimentExplanationsCommand.class,
      ExperimentEventsCommand.class
    })
final class ExperimentCommand {}
