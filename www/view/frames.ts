// When something is drawn: with the next frame, as often and as much of it as leaves the page free for its reader.

/** Drawing takes at most this share of the time while there is always something new to draw. */
const SHARE = 0.25;

interface Costly {
  /** What it may take of the time while there is always something new to draw. */
  share?: () => number;
  /** It goes before the others of its frame. */
  first?: boolean;
}

/** Like `throttleToFrame`, but after an action that took long the next one waits, so that the page stays free for its reader. */
export function throttleByCost(action: () => void, signal: AbortSignal, { share = () => SHARE, first = false }: Costly = {}): () => void {
  let ready = 0;
  let waiting = false;
  const act = throttleToFrame(
    () => {
      const start = performance.now();
      action();
      const end = performance.now();
      ready = end + (end - start) * (1 / share() - 1) - FRAME;
    },
    signal,
    first,
  );
  return () => {
    const delay = ready - performance.now();
    if (waiting) return;
    if (delay <= 0) return act();
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (!signal.aborted) act();
    }, delay);
  };
}

/** The time between two frames, in ms: waiting for less is waiting for the next frame anyway. */
const FRAME = 16;

/** What is drawn in one frame takes no longer than this, in ms, but for its last part: the rest waits for the next, and a press comes between. */
const DRAWING = 8;

let undrawn: (() => void)[] = [];
let frame = 0;

function drawLater(): void {
  if (frame === 0) frame = requestAnimationFrame(draw);
}

function draw(): void {
  frame = 0;
  const end = performance.now() + DRAWING;
  const due = undrawn;
  undrawn = [];
  try {
    do due.shift()?.();
    while (due.length > 0 && performance.now() < end);
  } finally {
    // Whatever one of them did.
    undrawn.unshift(...due);
    if (undrawn.length > 0) drawLater();
  }
}

/**
 * Calls `action` at most once before the next frame is painted, however often it is asked for; on a slow machine it may wait
 * for a later one. What goes `first` goes before all that waits when it is asked for.
 */
export function throttleToFrame(action: () => void, signal: AbortSignal, first = false): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const act = (): void => {
      asked = false;
      if (!signal.aborted) action();
    };
    if (first) undrawn.unshift(act);
    else undrawn.push(act);
    drawLater();
  };
}
