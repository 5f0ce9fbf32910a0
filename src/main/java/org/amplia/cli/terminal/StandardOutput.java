package org.amplia.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.amplia.base.IoFault;

/**
 * Standard output that remembers a failed write, so that the process can end with an error. Java's
 * own ignores a full disk.
 *
 * <p>Files and pipes get UTF-8 in every locale. Only a terminal's own charset, where Java knows it,
 * is another.
 */
public final class StandardOutput extends FilterOutputStream {
  private IOException fault;

  private StandardOutput(OutputStream out) {
    super(out);
  }

  /** Puts itself in the place of {@link System#out}; gives {@link System#err} its charset. */
  public static StandardOutput install() {
    StandardOutput checked = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(checked, true, charset("stdout")));
    System.setErr(errors());
    return checked;
  }

  /** Standard error in its charset, whatever {@link System#err} is. */
  static PrintStream errors() {
    return new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset("stderr"));
  }

  /** Chooses a stream's charset, and tells it to picocli and the log. */
  private static Charset charset(String stream) {
    // The terminal's, as Java found it; by the shorter name since 19.
    String name = "sun." + stream + ".encoding";
    String found = System.getProperty(stream + ".encoding", System.getProperty(name));
    Charset charset =
        found != null && Charset.isSupported(found)
            ? Charset.forName(found)
            : StandardCharsets.UTF_8;
    if (charset.equals(StandardCharsets.US_ASCII)) {
      // The C locale's: it says that nothing is known about the terminal.
      charset = StandardCharsets.UTF_8;
    }
    System.setProperty(name, charset.name());
    return charset;
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
  public boolean failed() {
    System.out.flush();
    if (fault != null) {
      System.err.println("amplia: failed: standard output: " + IoFault.reason(fault));
    }
    return fault != null;
  }
}
