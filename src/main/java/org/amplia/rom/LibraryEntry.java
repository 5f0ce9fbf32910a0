package org.amplia.rom;

/**
 * One line of the library's list.
 *
 * @param name what users type
 * @param title the name for people
 * @param status whether it can be opened now
 */
public record LibraryEntry(String name, String title, RomStatus status) {}
