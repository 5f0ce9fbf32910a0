/**
 * Runs as commands see them: made, trained, compared, removed.
 *
 * <p>Enters: a configuration and a folder. Leaves: a trained run, or several that were trained in
 * turn or at the same time.
 */
package org.amplia.cli.session;
