package org.amplia.observe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.amplia.base.RootLocale;

/**
 * Threads that do numbered jobs for one caller, without objects or locks. Jobs go out through one
 * ring of numbers and come back through another; a job is in at most one, so neither overflows.
 * Whoever waits spins for a moment and then parks.
 */
final class WorkerPool {
  private static final long SPIN_NANOS = 50_000;
  private static final long LONGEST_PARK_NANOS = 100_000_000;
  private static final long CLOSING_MILLIS = 5_000;

  private final IntConsumer work;
  private final long patienceNanos;
  private final Thread[] threads;
  private final boolean hasCoreForCaller;
  private final int mask;

  private final int[] jobs;
  private final AtomicLong claimed = new AtomicLong();
  private volatile long submitted;

  /** How many of the threads may claim jobs; the caller takes the place of the last. */
  private volatile int active;

  /** 1 where a thread is about to park or parked. */
  private final AtomicIntegerArray idle;

  /** Job + 1, or 0 where there is none. */
  private final AtomicIntegerArray done;

  private final AtomicLong doneClaimed = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();
  private long taken;

  private volatile long wakeCallerAt = Long.MAX_VALUE;
  private volatile Thread caller;
  private volatile boolean closing;

  /**
   * Starts the threads.
   *
   * @param jobCount jobs are 0 … jobCount − 1, each of which may be under way once
   * @param work does a job; it must not throw
   */
  WorkerPool(int threadCount, int jobCount, Duration patience, IntConsumer work) {
    this.work = work;
    patienceNanos = patience.toNanos();
    int capacity = Integer.highestOneBit(Math.max(1, 2 * jobCount - 1));
    mask = capacity - 1;
    jobs = new int[capacity];
    done = new AtomicIntegerArray(capacity);
    idle = new AtomicIntegerArray(threadCount);
    threads = new Thread[threadCount];
    hasCoreForCaller = Runtime.getRuntime().availableProcessors() > threadCount;
    for (int i = 0; i < threadCount; i++) {
      int number = i;
      threads[i] = new Thread(() -> serve(number), "environments-" + i);
      threads[i].setDaemon(true);
    }
    for (Thread thread : threads) {
      thread.start();
    }
  }

  /** Puts a job into the ring; {@link #start} lets the threads know. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void add(int job) {
    jobs[(int) submitted & mask] = job;
    submitted = submitted + 1;
  }

  /**
   * Wakes threads for the jobs that were added; {@code callerHelps} if the caller takes one
   * thread's place.
   */
  void start(boolean callerHelps) {
    active = callerHelps ? threads.length - 1 : threads.length;
    for (int i = 0; i < active; i++) {
      if (idle.get(i) == 1) {
        LockSupport.unpark(threads[i]);
      }
    }
  }

  /** Jobs that were added and not yet taken back. */
  int underWay() {
    return (int) (submitted - taken);
  }

  /**
   * Takes back finished jobs, at least {@code atLeast} of them, in the order in which they were
   * finished; returns how many.
   *
   * @throws IllegalStateException if they are not finished in time, or the caller is interrupted
   */
  int take(int[] into, int atLeast, boolean callerHelps) {
    await(taken + atLeast, callerHelps);
    int count = 0;
    long available = finished.get() - taken;
    while (count < available) {
      int slot = (int) taken & mask;
      int job = done.get(slot);
      if (job == 0) {
        // Its place was claimed before it was written; another thread is writing it.
        Thread.onSpinWait();
        continue;
      }
      done.set(slot, 0);
      taken++;
      into[count++] = job - 1;
    }
    return count;
  }

  private void await(long target, boolean callerHelps) {
    // With a core for every thread and none for the caller, spinning would only slow a thread down.
    long spinNanos = callerHelps || hasCoreForCaller ? SPIN_NANOS : 0;
    long start = System.nanoTime();
    while (finished.get() < target) {
      if (callerHelps && runNext()) {
        start = System.nanoTime();
        continue;
      }
      long waited = System.nanoTime() - start;
      if (waited < Math.min(spinNanos, patienceNanos)) {
        Thread.onSpinWait();
      } else if (waited > patienceNanos) {
        throw new IllegalStateException(
            RootLocale.format(
                "%d of %d environments have not answered for %d ms: close them",
                target - finished.get(), underWay(), waited / 1_000_000));
      } else {
        park(target, patienceNanos - waited);
      }
    }
  }

  private void park(long target, long nanos) {
    caller = Thread.currentThread();
    wakeCallerAt = target;
    if (finished.get() < target) {
      LockSupport.parkNanos(this, Math.min(nanos, LONGEST_PARK_NANOS));
    }
    wakeCallerAt = Long.MAX_VALUE;
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while environments were stepped");
    }
  }

  private void serve(int number) {
    long idleSince = System.nanoTime();
    while (!closing) {
      if (number < active && runNext()) {
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        idle.set(number, 1);
        if (!closing && !(number < active && claimed.get() < submitted)) {
          LockSupport.park(this);
        }
        idle.set(number, 0);
        idleSince = System.nanoTime();
      }
    }
  }

  private boolean runNext() {
    while (true) {
      long next = claimed.get();
      if (next >= submitted) {
        return false;
      }
      // Read before it is claimed: afterwards the caller may write over it.
      int job = jobs[(int) next & mask];
      if (claimed.compareAndSet(next, next + 1)) {
        work.accept(job);
        finish(job);
        return true;
      }
    }
  }

  private void finish(int job) {
    long place = doneClaimed.getAndIncrement();
    done.set((int) place & mask, job + 1);
    if (finished.incrementAndGet() >= wakeCallerAt) {
      LockSupport.unpark(caller);
    }
  }

  /**
   * Ends the threads; returns whether all ended. One that is stuck in a job keeps what it works on.
   */
  boolean stop() {
    closing = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    long deadline = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
    // An interrupted caller wants to be gone, but the threads may still be using the consoles.
    boolean interrupted = Thread.interrupted();
    boolean all = true;
    for (Thread thread : threads) {
      while (thread.isAlive() && System.nanoTime() < deadline) {
        try {
          thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      all &= !thread.isAlive();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return all;
  }
}
