/**
 * A web page about run folders, for the machine that it runs on: which runs there are, how far each
 * is, and curves of any selection, which grow while the runs do.
 *
 * <p>Enters: {@link org.amplia.run.RunFolder}s below one folder, read again when their files
 * change, and requests from the same machine. Leaves: JSON, events and the files of the page.
 * Nothing is written, no run is started, and no agent is loaded.
 *
 * <p>Tour: {@link org.amplia.dashboard.RunCatalogue} finds runs, {@link
 * org.amplia.dashboard.RunReadings} reads them, {@link org.amplia.dashboard.Api} answers, and
 * {@link org.amplia.dashboard.Dashboard} serves it. Statistics over seeds are those of {@code
 * report.stat}.
 */
package org.amplia.dashboard;
