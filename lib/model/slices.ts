/**
 * How long one slice of work may take, in milliseconds: so little that garbage, which is collected in the middle of
 * one and takes far longer, mostly is within a frame too. Less gains nothing.
 */
const SLICE = 2;

/** Does all of the work at once. For what must be known before anything else happens. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * Does the work in slices, between which the page has its turn.
 *
 * @returns what the work comes to; rejects with what it throws
 */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  // One channel for all of the work: what is made anew for every slice costs the page time to clear away.
  const { port1, port2 } = new MessageChannel();
  try {
    for (;;) {
      const until = performance.now() + SLICE;
      do {
        const step = work.next();
        if (step.done) return step.value;
      } while (performance.now() < until);
      await nextTurn(port1, port2);
    }
  } finally {
    port1.close();
  }
}

/**
 * Gives the page its turn: what comes after this is a task of its own. For what is done once, and as long by itself as
 * a slice or longer.
 */
export async function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  try {
    await nextTurn(port1, port2);
  } finally {
    port1.close();
  }
}

/** The next turn of the event loop, without the delay that browsers give to nested timeouts. */
function nextTurn(here: MessagePort, there: MessagePort): Promise<void> {
  return new Promise((resolve) => {
    here.onmessage = () => resolve();
    there.postMessage(null);
  });
}
