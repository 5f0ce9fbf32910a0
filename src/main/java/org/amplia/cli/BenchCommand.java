package org.amplia.cli;

import picocli.CommandLine.Command;

/** {@code amplia bench}. */
@Command(
    name = "bench",
    description = "Prints our own speed figures; benchmarks/ holds the side-by-side scripts.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:  ./amplia bench env --games crossing --seconds 5"},
    subcommands = {
      BenchEnvironmentCommand.class,
      BenchLearnerCommand.class,
      BenchOverseerCommand.class
    })
final class BenchCommand {}
