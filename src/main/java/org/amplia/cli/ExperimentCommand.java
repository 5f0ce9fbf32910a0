package org.amplia.cli;

import picocli.CommandLine.Command;

/** {@code amplia experiment}. */
@Command(
    name = "experiment",
    description = {
      "Runs an experiment about imitation and reinforcement with an overseer.",
      "The question of all of them: a model M1 learns to answer questions as its overseer M2 would"
          + " approve. Is it better to imitate the best answers (imitation), or to reinforce"
          + " sampled answers by how much M2 approves of them (reinforce)? Each writes an HTML"
          + " report.",
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
