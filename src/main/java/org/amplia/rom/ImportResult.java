package org.amplia.rom;

import java.util.List;

/**
 * What an import did.
 *
 * @param imported names of the games written to the library, in order
 * @param alreadyThere names of the games found that the library had, in order
 * @param skipped files that were refused, and why: {@link RomVerdict#explanation()}
 */
public record ImportResult(
    List<String> imported, List<String> alreadyThere, List<RomVerdict> skipped) {}
