// The time that is looked at, and what the record says there.
import { momentAt, type MomentRun, type Record, type Scale } from '../engine/wasm';
import type { Times } from '../times';
import type { Changes } from './changes';

/** Time that playing from end to end takes, in ms. */
const PLAY_DURATION = 12_000;

/** What all runs say at one time. */
export interface Moment {
  /** The time of the values. */
  time: number;
  runs: MomentRun[];
}

/** What there is to look at. */
export interface Sight {
  record(): Record | null;
  times(): Times;
  scale(): Scale;
  couplings(): number[];
}

export class Gaze {
  playing = false;

  private readonly sight: Sight;
  private readonly changes: Changes;
  /** The reader's choice; null follows the newest. */
  private chosen: number | null = null;
  /** The time under the pointer. */
  private hovered: number | null = null;
  /** The run that the lattice shows; null for the strongest coupling. */
  private followed: number | null = null;
  private first: Moment | null = null;
  private read: { time: number; moment: Moment | null } | null = null;

  constructor(sight: Sight, changes: Changes) {
    this.sight = sight;
    this.changes = changes;
  }

  /** The record has changed: what was read from it is stale. */
  refresh(): void {
    this.first = null;
    this.read = null;
    this.changes.emit('rows', 'moment');
  }

  /** What the record says at the time that is looked at: under the pointer, chosen, or the newest. */
  shown(): Moment | null {
    const time = this.hovered ?? this.chosen ?? Number.MAX_VALUE;
    if (this.read?.time !== time) this.read = { time, moment: this.momentAt(time) };
    return this.read.moment;
  }

  /** What the record says at its first time. */
  beginning(): Moment | null {
    this.first ??= this.momentAt(0);
    return this.first;
  }

  private momentAt(time: number): Moment | null {
    const record = this.sight.record();
    if (!record) return null;
    const { runs } = momentAt(record, time);
    return runs.length > 0 ? { time: Math.max(...runs.map((run) => run.time)), runs } : null;
  }

  /** The run that the lattice shows: the reader's choice, else the strongest coupling that has begun. */
  followedRun(): number {
    const couplings = this.sight.couplings();
    if (this.followed !== null && this.followed < couplings.length) return this.followed;
    const [first, ...others] = this.shown()?.runs ?? [];
    if (!first) return couplings.indexOf(Math.max(...couplings));
    return others.reduce((best, run) => (run.coupling > best.coupling ? run : best), first).index;
  }

  follow(index: number): void {
    this.followed = index;
    this.changes.emit('moment');
  }

  /** The time that is looked at, between the values of the record too. */
  place(): number {
    return this.hovered ?? this.chosen ?? this.shown()?.time ?? this.sight.times().from;
  }

  /** Looks at a time until told otherwise; null follows the newest. */
  choose(time: number | null): void {
    this.chosen = time;
    this.changes.emit('moment');
  }

  /** The pointer, and not the choice, says what is looked at. */
  pointing(): boolean {
    return this.hovered !== null;
  }

  /** Looks at a time while the pointer is there. */
  hover(time: number | null): void {
    if (this.hovered === time) return;
    this.hovered = time;
    this.changes.emit('moment');
  }

  /** Plays on from the time that is looked at, or from the start if that is the end. */
  play(): void {
    if (this.playing) return;
    this.playing = true;
    this.changes.emit('playing');
    let fraction = this.fraction(this.place());
    if (fraction > 0.999) fraction = 0;
    let last = performance.now();
    this.choose(this.timeAt(fraction));
    const tick = (stamp: number): void => {
      if (!this.playing) return;
      fraction = Math.min(1, fraction + Math.max(0, stamp - last) / PLAY_DURATION);
      last = stamp;
      this.choose(this.timeAt(fraction));
      if (fraction < 1) requestAnimationFrame(tick);
      else this.pause();
    };
    requestAnimationFrame(tick);
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    this.changes.emit('playing');
  }

  /** Where a time lies between the first and the last, along the axis. */
  fraction(time: number): number {
    const { from, to } = this.sight.times();
    if (this.logarithmic()) return Math.log(time / from) / Math.log(to / from);
    return (time - from) / (to - from);
  }

  /** The inverse of `fraction`. */
  timeAt(fraction: number): number {
    const { from, to } = this.sight.times();
    if (this.logarithmic()) return from * (to / from) ** fraction;
    return from + (to - from) * fraction;
  }

  private logarithmic(): boolean {
    return this.sight.scale() === 'log' && this.sight.times().from > 0;
  }
}
