// How the film moves: its time in the unit 1/γ as a function of how far the film has come, from 0 to 1.

/** The time at which all motion is turned round. By then all is mixed, so that a nudge at any site loses the way. */
export const TURN = 5;

/** The film starts and ends at rest and lingers where most happens, in its first third. */
const SLOW_START = 1.22;

/** Durations in ms. */
export const FILM = {
  rest: 700,
  out: 10_000,
  hold: 2600,
  dissolve: 420,
  settle: 5200,
  turn: 500,
  back: 6000,
  landing: 450,
  nudge: 900,
  grow: 420,
} as const;

/** So many times the film runs by itself; then it rests at `RESTING`. */
export const LOOPS = 3;

/** The telling moment: the particle is half out, the curve half up. */
export const RESTING = 1;

export const clamp = (x: number, low = 0, high = 1): number => Math.max(low, Math.min(high, x));
export const between = (a: number, b: number, share: number): number => a + (b - a) * share;
export const smooth = (u: number): number => u * u * (3 - 2 * u);

export const filmTime = (progress: number): number => (TURN * (1 - Math.cos(Math.PI * clamp(progress) ** SLOW_START))) / 2;

/** The progress at which the film is at a time: the inverse of `filmTime`. */
export const filmProgress = (time: number): number => (Math.acos(1 - 2 * clamp(time / TURN)) / Math.PI) ** (1 / SLOW_START);

/** On the way back the same film runs in reverse, so that it slows down on coming home. */
export const backTime = (progress: number): number => filmTime(1 - progress);
