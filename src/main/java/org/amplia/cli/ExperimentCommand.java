package org.amplia.cli;

import picocli.CommandLine.Command;

/** {@code amplia experiment}. */
@Command(
    name = "experiment",
    description = {
      "Compares imitation with reinforcement in small worlds, on single questions and on whole games.",
      "A model M1 learns to give the answers that its overseer M2 approves of. Is it better to"
          + " imitate the best of a few answers (imitation), or to reinforce M1's own by how"
          + " much M2 approves of them (reinforce)? claims and puzzle write a report as Markdown and"
          + " CSV, the others as HTML.",
      "tabular needs no game: approval and regret are exact. events plays a game, with or without"
          + " a trained agent. claims and puzzle train their own runs on a game. information and explanations"
          + " take runs of `train` and leave their agents as they are."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:  ./amplia experiment tabular --seeds 30"},
    subcommands = {
      ExperimentTabularCommand.class,
      ExperimentInformationCommand.class,
      ExperimentExplanationsCommand.class,
      ExperimentEventsCommand.class,
      ExperimentClaimsCommand.class,
      ExperimentPuzzleCommand.class
    })
final class ExperimentCommand {}
