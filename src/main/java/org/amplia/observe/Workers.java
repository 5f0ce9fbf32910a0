package org.amplia.observe;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * A fixed number of threads that do numbered blocks of work. {@link #run} and {@link #close} return
 * or throw only when no block is under way, since native memory is often freed next.
 */
public final class Workers implements AutoCloseable {
  private final int count;
  private final ExecutorService threads;

  /**
   * Starts threads when they are first needed.
   *
   * @param count 1 or more
   * @param name of the threads
   */
  public Workers(int count, String name) {
    this.count = count;
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** One block of work. */
  @FunctionalInterface
  public interface Job<T> {
    /**
     * Does a block.
     *
     * @param index the block's number
     * @param worker who does it, 0 … count−1: does one block at a time
     */
    T run(int index, int worker);
  }

  /**
   * Does blocks 0 … blocks−1 and waits, for one caller at a time. When a block throws, or the
   * caller is interrupted, no further block begins.
   *
   * @return the results in block order
   * @throws RuntimeException or an error: what a block threw first, with the others suppressed in
   *     it
   * @throws IllegalStateException if the caller was interrupted or this was closed meanwhile
   */
  public <T> List<T> run(int blocks, Job<T> block) {
    AtomicInteger next = new AtomicInteger();
    AtomicReferenceArray<T> results = new AtomicReferenceArray<>(blocks);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch working = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      int worker = i;
      threads.execute(
          () -> {
            try {
              for (int index = next.getAndIncrement();
                  index < blocks && failure.get() == null;
                  index = next.getAndIncrement()) {
                if (threads.isShutdown()) {
                  throw new IllegalStateException("closed while there was work to do");
                }
                results.set(index, block.run(index, worker));
              }
            } catch (Throwable e) {
              note(e, failure);
            } finally {
              working.countDown();
            }
          });
    }
    await(working, failure);
    rethrow(failure.get());
    return IntStream.range(0, blocks).mapToObj(results::get).toList();
  }

  private static void note(Throwable fault, AtomicReference<Throwable> failure) {
    if (!failure.compareAndSet(null, fault) && failure.get() != fault) {
      failure.get().addSuppressed(fault);
    }
  }

  private static void await(CountDownLatch working, AtomicReference<Throwable> failure) {
    boolean interrupted = false;
    while (true) {
      try {
        working.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        note(new IllegalStateException("interrupted while others worked", e), failure);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** Lets no further block begin, and waits for those under way. */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
