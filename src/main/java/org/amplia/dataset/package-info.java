/**
 * Games that people played elsewhere: the import of public data sets.
 *
 * <p>Enters: trials of Atari-HEAD (Zhang et al. 2019), a text file and an archive of pictures each,
 * of unknown origin. Leaves: {@link org.amplia.dataset.Demonstrations} in files of our own, with
 * pictures as a learner of pixels sees them, split by chains of trials. Whatever is wrong with a
 * file leaves as an {@link org.amplia.base.UserError}; nothing is written where an archive says.
 */
package org.amplia.dataset;
