// The time that is looked at, and what the record says there.
import { fractionOf, valueAt } from '../engine/axis';
import {
  momentAt,
  runsOf,
  signalAt,
  type Axis,
  type Record,
  type RunInfo,
  type RunMoment,
  type Scale,
  type Signal,
  type Span,
} from '../engine/wasm';
import type { Changes } from './changes';

/** Time that playing from end to end takes, in ms. */
const PLAY_DURATION = 12_000;

/** What all runs say at one time. */
export interface Moment {
  /** The time of the values. */
  time: number;
  runs: RunMoment[];
}

/** What there is to look at. */
export interface CursorSource {
  record(): Record | null;
  times(): Span;
  scale(): Scale;
  /** The time to look at where none is chosen; null for the newest. */
  rest(): number | null;
}

export class TimeCursor {
  playing = false;

  private readonly source: CursorSource;
  private readonly changes: Changes;
  /** The reader's choice; null follows the newest. */
  private chosen: number | null = null;
  /** The time under the pointer. */
  private hovered: number | null = null;
  /** The run that the lattice shows; null for the strongest coupling. */
  private followed: number | null = null;
  private first: Moment | null = null;
  private read: { time: number; moment: Moment | null } | null = null;
  private known: { record: Record | null; runs: RunInfo[] } = { record: null, runs: [] };
  /** On a map, the distance from S that is looked at, in bonds. */
  distance = 1;

  constructor(source: CursorSource, changes: Changes) {
    this.source = source;
    this.changes = changes;
  }

  /** The record has changed: what was read from it is stale. */
  refresh(): void {
    this.first = null;
    this.read = null;
    this.changes.emit('rows', 'moment');
  }

  /** What the record says at the time that is looked at: under the pointer, chosen, or the newest; a complete record rests at a telling time. */
  shown(): Moment | null {
    const time = this.hovered ?? this.chosen ?? this.source.rest() ?? Number.MAX_VALUE;
    if (this.read?.time !== time) this.read = { time, moment: this.momentAt(time) };
    return this.read.moment;
  }

  /** What the record says at its first time. */
  beginning(): Moment | null {
    this.first ??= this.momentAt(0);
    return this.first;
  }

  private momentAt(time: number): Moment | null {
    const record = this.source.record();
    if (!record) return null;
    const { runs } = momentAt(record, time);
    return runs.length > 0 ? { time: Math.max(...runs.map((run) => run.time)), runs } : null;
  }

  /** The runs of the record, begun or not. */
  runs(): RunInfo[] {
    const record = this.source.record();
    if (this.known.record !== record) this.known = { record, runs: record ? runsOf(record) : [] };
    return this.known.runs;
  }

  /** The run that the lattice shows: the reader's choice, else the strongest coupling that has begun. */
  followedRun(): number {
    const runs = this.runs();
    if (this.followed !== null && this.followed < runs.length) return this.followed;
    const begun = this.shown()?.runs ?? [];
    const candidates = begun.length > 0 ? begun : runs.map(({ coupling }, index) => ({ coupling, index }));
    const [first, ...others] = candidates;
    return first ? others.reduce((best, run) => (run.coupling > best.coupling ? run : best), first).index : 0;
  }

  /** Shows a run on the lattice; null for the strongest coupling. */
  follow(index: number | null): void {
    this.followed = index;
    this.changes.emit('followed', 'moment');
  }

  /** The change of the density in the run that is followed, at the time that is looked at. */
  signal(): Signal | null {
    const record = this.source.record();
    const moment = this.shown();
    return record && moment ? signalAt(record, this.followedRun(), moment.time) : null;
  }

  /** The time that is looked at, between the values of the record too. */
  place(): number {
    return this.hovered ?? this.chosen ?? this.shown()?.time ?? this.source.times().from;
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

  /** Looks at a time, and at a distance where there is one, while the pointer is there. */
  hover(time: number | null, distance = this.distance): void {
    if (this.hovered === time && this.distance === distance) return;
    this.hovered = time;
    this.distance = distance;
    this.changes.emit('moment');
  }

  /** Looks at another distance from S. */
  goTo(distance: number): void {
    this.distance = distance;
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
    return fractionOf(this.axis(), time);
  }

  /** The inverse of `fraction`. */
  timeAt(fraction: number): number {
    return valueAt(this.axis(), fraction);
  }

  /** From the first time to the last; a time of 0 has no place on a logarithmic one. */
  private axis(): Axis {
    const { from, to } = this.source.times();
    return { scale: from > 0 ? this.source.scale() : 'linear', min: from, max: to };
  }
}
