package org.amplia.cli;

import picocli.CommandLine.Command;

/** {@code amplia experiment}. */
@Command(
    name = "experiment",
    description = "Tries the post's claims.",
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
