package org.amplia.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.amplia.base.IoFault;

/**
 * Standard output that does not keep silent about what it could not write: Java's own swallows a
 * full disk. Results that nobody got are no success.
 */
final class StandardOutput extends FilterOutputStream {
  private IOException fault;

  private StandardOutput(OutputStream out) {
    super(out);
  }

  /** Puts itself in the place of {@link System#out}. */
  static StandardOutput install() {
    StandardOutput checked = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(checked, true, charset()));
    return checked;
  }

  private static Charset charset() {
    // The terminal's, as Java found it; by that name since 19.
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      // A reader that has seen enough, such as `head`, is no fault.
      if (fault == null && !"Broken pipe".equals(e.getMessage())) {
        fault = e;
      }
      throw e;
    }
  }

  /** Whether something could not be written; says why on standard error. */
  boolean failed() {
    System.out.flush();
    if (fault != null) {
      System.err.println("amplia: failed: standard output: " + IoFault.reason(fault));
    }
    return fault != null;
  }
}
