package org.amplia.rom;

/**
 * A game of the catalogue.
 *
 * @param name what users type; also the stem by which ALE 0.7.3 chooses its rules, e.g. {@code
 *     ms_pacman}
 * @param title the name for people, e.g. {@code Ms. Pac-Man}
 * @param twoPlayerOnly true if it does not start with one player; such a game cannot be opened
 * @param size of the ROM, in bytes
 * @param md5 of the ROM: 32 lower-case hexadecimal digits
 */
public record Game(String name, String title, boolean twoPlayerOnly, int size, String md5) {}
