// The course of a curve as a tone: time runs along the axis, from the left ear to the right, and the pitch is the height in the plot.
import { fractionOf, valueAt } from '../engine/axis';
import { momentAt, type Axis } from '../engine/wasm';
import { valueOf } from '../panel';
import type { Context } from './context';

/** How long what is in view sounds, in s, and how many values of it. */
const DURATION = 6;
const STEPS = 240;

/** The lower edge of the plot, in Hz, and how many octaves higher the upper one is. */
const LOWEST = 220;
const OCTAVES = 2;

const LOUD = 0.2;

/** What sounds at one step: pitch in Hz, and whether the value is negative; null where there is nothing. */
export type Note = { pitch: number; negative: boolean } | null;

/** The tone of a value; beyond the edges of the plot there is none. */
export function noteOf(value: number | null, axis: Axis): Note {
  const height = value === null ? NaN : fractionOf(axis, value);
  return height >= 0 && height <= 1 ? { pitch: LOWEST * 2 ** (OCTAVES * height), negative: value! < 0 } : null;
}

/** The tones of the followed curve along what is in view, with the times of the steps. */
function melody({ session, panel }: Context): { time: number; note: Note }[] {
  const { frame } = session.chart;
  const { record } = session.runner;
  if (!frame || !record) return [];
  const run = session.cursor.followedRun();
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const time = valueAt(frame.x, step / STEPS);
    const now = momentAt(record, time).runs.find(({ index }) => index === run);
    return { time, note: noteOf(now ? valueOf(panel, now) : null, frame.y) };
  });
}

/** The sound that is on. */
let on: AbortController | null = null;

/** Plays the curve that the lattice follows, crosshair along with it, or stops what plays; `told` hears when it begins and ends. */
export function toggleSound(context: Context, told: (playing: boolean) => void): void {
  if (on) return on.abort();
  const { cursor } = context.session;
  const notes = melody(context);
  if (notes.length === 0) return;
  const life = new AbortController();
  const audio = new AudioContext();
  const pan = new StereoPannerNode(audio);
  const volume = new GainNode(audio, { gain: 0 });
  const clear = new OscillatorNode(audio, { type: 'triangle' });
  // What is negative, and forbidden to the second law, sounds rough.
  const rough = new OscillatorNode(audio, { type: 'sawtooth' });
  const roughness = new GainNode(audio, { gain: 0 });
  clear.connect(volume);
  rough.connect(roughness).connect(volume);
  volume.connect(pan).connect(audio.destination);
  const start = audio.currentTime + 0.1;
  notes.forEach(({ note }, step) => {
    const at = start + (DURATION * step) / STEPS;
    volume.gain.setTargetAtTime(note ? LOUD : 0, at, 0.01);
    roughness.gain.setTargetAtTime(note?.negative ? 1 : 0, at, 0.01);
    if (!note) return;
    clear.frequency.setValueAtTime(note.pitch, at);
    rough.frequency.setValueAtTime(note.pitch / 2, at);
  });
  pan.pan.setValueAtTime(-0.8, start);
  pan.pan.linearRampToValueAtTime(0.8, start + DURATION);
  volume.gain.setTargetAtTime(0, start + DURATION, 0.02);
  clear.start();
  rough.start();

  on = life;
  life.signal.addEventListener('abort', () => {
    on = null;
    void audio.close();
    told(false);
  });
  context.signal.addEventListener('abort', () => life.abort(), { signal: life.signal });
  cursor.pause();
  told(true);
  const tick = (): void => {
    if (life.signal.aborted) return;
    const step = Math.floor(((audio.currentTime - start) / DURATION) * STEPS);
    const now = notes[Math.max(0, step)];
    if (!now || step > STEPS) return life.abort();
    cursor.choose(now.time);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
