package org.amplia.question;

/**
 * An item of information with the emulator's answer.
 *
 * @param information what was asked
 * @param answer what it reads, in the feature's units
 */
public record Finding(Information information, double answer) {}
