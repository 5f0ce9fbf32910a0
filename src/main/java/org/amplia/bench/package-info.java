/**
 * Our own speed and health measurements.
 *
 * <p>Enters: games, sizes, how long to measure. Leaves: figures with the versions that they hold
 * for, {@link org.amplia.bench.Bench}; and what is wrong with a machine, {@link
 * org.amplia.bench.HealthCheck}.
 */
package org.amplia.bench;
