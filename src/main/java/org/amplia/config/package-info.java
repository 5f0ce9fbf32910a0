/**
 * Everything that decides a run: its configuration, how it is read, its defaults, the names of the
 * methods. Data only: nothing here knows a loop.
 *
 * <p>Enters: a file, {@code key=value} settings and options. Leaves: a {@link
 * org.amplia.config.Configuration} in which every key is present.
 */
package org.amplia.config;
