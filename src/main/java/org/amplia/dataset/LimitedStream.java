package org.amplia.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.amplia.base.UserError;

/** Unpacked bytes, of which there may be only so many: an archive can promise any number. */
final class LimitedStream extends FilterInputStream {
  private final String source;
  private final long mostBytes;
  private long bytes;
  private long allowed;

  /**
   * @param source named in the error
   * @param mostBytes altogether
   */
  LimitedStream(InputStream in, String source, long mostBytes) {
    super(in);
    this.source = source;
    this.mostBytes = mostBytes;
  }

  /** Allows so many bytes until the next call. */
  void allow(long more) {
    allowed = more;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long more) {
    bytes += more;
    allowed -= more;
    if (bytes > mostBytes || allowed < 0) {
      throw new UserError(
          source + " unpacks to more than pictures of a game need: it is no trial's archive");
    }
  }
}
