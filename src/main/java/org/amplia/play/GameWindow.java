package org.amplia.play;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Toolkit;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.awt.event.KeyListener;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.amplia.ale.ActionName.Control;
import org.amplia.base.UserError;
import org.amplia.episode.Picture;

/** A window with a game's screen, a line of text and the keyboard: arrows, space, Esc. */
public final class GameWindow implements AutoCloseable {
  private static final int SCALE = 2;
  private static final int TEXT_HEIGHT = 32;
  private static final Map<Integer, Control> KEYS =
      Map.of(
          KeyEvent.VK_UP, Control.UP,
          KeyEvent.VK_DOWN, Control.DOWN,
          KeyEvent.VK_LEFT, Control.LEFT,
          KeyEvent.VK_RIGHT, Control.RIGHT,
          KeyEvent.VK_SPACE, Control.FIRE);

  private final HeldKeys keys = new HeldKeys();
  private final JFrame frame;
  private final Canvas canvas;
  private volatile boolean ended;

  /** What is drawn; replaced as a whole by the game's thread. */
  private record Drawn(BufferedImage image, String text) {}

  private static final class Canvas extends JPanel {
    private static final long serialVersionUID = 1L;
    private transient volatile Drawn shown;

    @Override
    protected void paintComponent(Graphics graphics) {
      super.paintComponent(graphics);
      Drawn now = shown;
      if (now != null) {
        int height = getHeight() - TEXT_HEIGHT;
        graphics.drawImage(now.image(), 0, 0, getWidth(), height, null);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        graphics.drawString(now.text(), 10, height + 21);
      }
    }
  }

  private GameWindow(String title, int rows, int columns) {
    canvas = new Canvas();
    canvas.setBackground(Color.DARK_GRAY);
    canvas.setPreferredSize(new Dimension(2 * SCALE * columns, SCALE * rows + TEXT_HEIGHT));
    frame = new JFrame(title);
    frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    frame.add(canvas);
    frame.pack();
    frame.setLocationRelativeTo(null);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            ended = true;
          }
        });
    frame.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent event) {
            keys.releaseAll();
          }
        });
    frame.addKeyListener(listener());
    frame.setVisible(true);
    frame.requestFocus();
  }

  /** Opens a window for screens of a size; throws a {@link UserError} if there is no display. */
  public static GameWindow open(String title, int rows, int columns) {
    GameWindow[] made = new GameWindow[1];
    try {
      if (GraphicsEnvironment.isHeadless()) {
        throw new HeadlessException();
      }
      SwingUtilities.invokeAndWait(() -> made[0] = new GameWindow(title, rows, columns));
      return made[0];
    } catch (InvocationTargetException e) {
      throw noDisplay(e.getCause());
    } catch (HeadlessException | AWTError | LinkageError e) {
      throw noDisplay(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a window was opened", e);
    }
  }

  private static RuntimeException noDisplay(Throwable cause) {
    if (cause instanceof HeadlessException
        || cause instanceof AWTError
        || cause instanceof LinkageError) {
      return new UserError(
          "no window can be opened here: play by hand on a machine with a display, and with a JDK "
              + "that is not a headless one",
          cause);
    }
    return new IllegalStateException(cause);
  }

  private KeyListener listener() {
    return new KeyListener() {
      @Override
      public void keyPressed(KeyEvent event) {
        if (event.getKeyCode() == KeyEvent.VK_ESCAPE) {
          ended = true;
        }
        Control control = KEYS.get(event.getKeyCode());
        if (control != null) {
          keys.press(control);
        }
      }

      @Override
      public void keyReleased(KeyEvent event) {
        Control control = KEYS.get(event.getKeyCode());
        if (control != null) {
          keys.release(control, System.nanoTime());
        }
      }

      @Override
      public void keyTyped(KeyEvent event) {}
    };
  }

  /** Shows a screen and a line of text. */
  void show(Picture picture, String text) {
    canvas.shown = new Drawn(picture.image(), text);
    canvas.repaint();
    // X11 would otherwise keep drawing commands back for a while.
    Toolkit.getDefaultToolkit().sync();
  }

  /** The keys of the window. */
  HeldKeys keys() {
    return keys;
  }

  /** Whether Esc was pressed or the window was closed. */
  boolean isEnded() {
    return ended;
  }

  @Override
  public void close() {
    SwingUtilities.invokeLater(frame::dispose);
  }

  /**
   * Which controls are held, written by the window's thread and read by the game's. A tap between
   * two frames counts for one frame. A release counts only after a moment, because some systems
   * repeat a held key as a release and a press.
   */
  static final class HeldKeys {
    private static final long RELEASE_NANOS = 5_000_000;

    private final Set<Control> pressed = EnumSet.noneOf(Control.class);
    private final Set<Control> tapped = EnumSet.noneOf(Control.class);
    private final Map<Control, Long> released = new EnumMap<>(Control.class);

    /** A key went down, or says again that it is. */
    synchronized void press(Control control) {
      pressed.add(control);
      tapped.add(control);
      released.remove(control);
    }

    /** A key went up, at a time of {@link System#nanoTime}. */
    synchronized void release(Control control, long nanos) {
      released.put(control, nanos);
    }

    /** Nothing is held any more: the window lost the keyboard. */
    synchronized void releaseAll() {
      pressed.clear();
      released.clear();
    }

    /** What counts as held in the frame that begins now. */
    synchronized Set<Control> sample(long nanos) {
      released
          .entrySet()
          .removeIf(
              entry -> {
                boolean over = nanos - entry.getValue() >= RELEASE_NANOS;
                if (over) {
                  pressed.remove(entry.getKey());
                }
                return over;
              });
      Set<Control> held = EnumSet.copyOf(pressed);
      held.addAll(tapped);
      tapped.clear();
      return held;
    }
  }
}
