// What is set up, what runs, what is shown: the state behind one <second-law-lab>.
import { Emitter } from './emitter';
import type { Engine } from './engine/engine';
import { failureOf, type Failure } from './engine/failure';
import { Run, type Phase } from './engine/run';
import * as wasm from './engine/wasm';
import { timesOf, type Times } from './times';

export type State = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

export type Aspect = 'scenario' | 'presentation' | 'problems' | 'state' | 'progress' | 'rows' | 'moment' | 'playing' | 'view' | 'curves';

/** How a new set-up enters the address: as a new entry of the history, in place, or not at all. */
export type Entry = 'push' | 'replace' | 'none';

/** A link runs whatever it asks for; the form asks before a long run, and while a value is dragged one run waits for another. */
type Urge = 'at once' | 'if short' | 'while dragging';

/** Keys that say how the page looks, not what it computes. */
const PRESENTATION = ['lang', 'theme', 'embed', 'hide'];

/** While a value is dragged, a run that has gone on longer than this gives way, in ms. */
const DRAG_PATIENCE = 1500;

/** The old curves stay this long for the new ones to replace them without a flicker, in ms. */
const SWAP_PATIENCE = 150;

/** Time that playing from end to end takes, in ms. */
const PLAY_DURATION = 12_000;

/** What all runs say at one time. */
export interface Moment {
  /** The time of the values. */
  time: number;
  runs: wasm.MomentRun[];
}

export interface AxisChoice {
  scale: wasm.Scale;
  range: [number, number] | null;
}

export class Session {
  readonly changes = new Emitter<Aspect>();
  /** Called when the address should follow. */
  onAddress: (text: string, entry: Entry) => void = () => {};

  text = '';
  values: Record<string, string> = {};
  ranges: Record<string, [number, number]> = {};
  problems: wasm.Problem[] = [];
  state: State = 'idle';
  failure: Failure | null = null;
  /** What a long run takes, before and while it runs. */
  cost: wasm.Estimate | null = null;
  /** The last complete record. */
  result: wasm.RecordJson | null = null;

  x: AxisChoice = { scale: 'log', range: null };
  y: AxisChoice = { scale: 'linear', range: null };
  hidden = new Set<number>();
  /** Where the chart last put its parts. */
  frame: wasm.Frame | null = null;
  playing = false;

  private readonly engine: Engine;
  private run: Run | null = null;
  private display: wasm.Record | null = null;
  private chosen: number | null = null;
  private hovered: number | null = null;
  private first: Moment | null = null;
  private read: { time: number; moment: Moment | null } | null = null;
  /** The run that the lattice shows; null for the strongest coupling. */
  private followed: number | null = null;
  private dragging = false;
  private visible = true;
  private held = false;
  private deferred: Urge | null = null;
  private again = false;
  private startedAt = 0;
  private swapTimer = 0;
  private marks = { rows: false, first: false, end: false };

  constructor(engine: Engine) {
    this.engine = engine;
  }

  // --- the set-up

  /** Opens a scenario's text, as it comes from a link. */
  open(text: string, entry: Entry): void {
    const reading = wasm.read(text);
    this.problems = reading.errors;
    this.take(reading, entry, 'at once');
    this.changes.emit('problems');
  }

  /** Changes one parameter; returns what is wrong with the value, and then leaves everything as it was. */
  change(key: string, value: string, live = false): wasm.Problem[] {
    const reading = wasm.set(this.text, key, value);
    if (reading.errors.length > 0) return reading.errors;
    if (this.problems.length > 0) {
      this.problems = [];
      this.changes.emit('problems');
    }
    // A drag is one step of the history, however many values it passes.
    this.take(reading, this.dragging ? 'replace' : 'push', live ? 'while dragging' : 'if short');
    this.dragging = live;
    return [];
  }

  /** Opens a preset and keeps the reader's language and colours. */
  openPreset(preset: wasm.Preset): void {
    this.problems = [];
    this.take(wasm.set(this.text, 'preset', preset.id), 'push', 'at once');
    this.changes.emit('problems');
  }

  /** The set-up is the preset's, unchanged but for how the page looks. */
  isPreset(preset: wasm.Preset): boolean {
    const { values } = wasm.read(preset.text);
    return Object.keys(values).every((key) => PRESENTATION.includes(key) || values[key] === this.values[key]);
  }

  /** Opens the set-up of an exported record; says whether the text was one. */
  openRecord(text: string): boolean {
    try {
      const record: unknown = JSON.parse(text);
      if (typeof record !== 'object' || record === null || !('scenario' in record)) return false;
      if (typeof record.scenario !== 'string') return false;
      this.open(record.scenario, 'push');
      return true;
    } catch {
      return false;
    }
  }

  dismissProblems(): void {
    this.problems = [];
    this.changes.emit('problems');
  }

  private take(reading: wasm.Reading, entry: Entry, urge: Urge): void {
    const before = this.values;
    const first = Object.keys(before).length === 0;
    const changed = (key: string): boolean => before[key] !== reading.values[key];
    const presentation = !first && PRESENTATION.some(changed);
    const physics = Object.keys(reading.values).some((key) => !PRESENTATION.includes(key) && changed(key));
    this.text = reading.text;
    this.values = reading.values;
    this.ranges = reading.ranges;
    this.onAddress(this.text, entry);
    if (changed('times')) this.x = { scale: this.times().spacing, range: null };
    if (changed('panel')) this.y = { scale: 'linear', range: null };
    if (urge !== 'while dragging' && physics) this.chosen = null;
    this.changes.emit('scenario');
    if (presentation) this.changes.emit('presentation');
    if (physics) this.want(urge);
  }

  times(): Times {
    return timesOf(this.values['times'] ?? '');
  }

  // --- running

  /** Runs the set-up now, however long it takes. */
  start(): void {
    this.held = false;
    this.launch();
  }

  cancel(): void {
    if (this.state !== 'running') return;
    this.run?.cancel();
    this.again = false;
    this.enter('cancelled');
  }

  /** Waits for `start` before anything is computed. */
  hold(): void {
    this.held = true;
  }

  /** Nothing is computed while nobody can see it. */
  look(visible: boolean): void {
    this.visible = visible;
    this.engine.pool.pause(!visible);
    if (visible && this.deferred) {
      const urge = this.deferred;
      this.deferred = null;
      this.want(urge);
    }
  }

  /** A run for the new set-up. */
  private want(urge: Urge): void {
    this.deferred = this.visible ? null : urge;
    if (!this.visible || this.held) {
      this.prepare();
      return;
    }
    const busy = this.state === 'running' && performance.now() - this.startedAt < DRAG_PATIENCE;
    if (urge === 'while dragging' && busy) {
      this.again = true;
      return;
    }
    const estimate = wasm.estimate(this.text);
    this.cost = estimate.long ? estimate : null;
    if (this.cost && urge !== 'at once') this.prepare();
    else this.launch();
  }

  /** Shows empty axes for a run that has not begun. */
  private prepare(): void {
    this.run?.cancel();
    try {
      this.run = this.make();
      this.show(this.run.record);
      this.enter('idle');
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  private launch(): void {
    this.run?.cancel();
    this.again = false;
    this.failure = null;
    this.startedAt = performance.now();
    this.marks = { rows: false, first: false, end: false };
    performance.mark('second-law:run-start');
    try {
      this.run = this.make();
      this.enter('running');
      const { record } = this.run;
      clearTimeout(this.swapTimer);
      this.swapTimer = window.setTimeout(() => this.show(record), this.display ? SWAP_PATIENCE : 0);
      this.run.start();
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  private make(): Run {
    const run: Run = new Run(this.text, this.engine.outputs, {
      onGrown: (rows) => {
        if (rows) {
          this.marks.rows = true;
          this.show(run.record);
        }
        this.forget();
        this.changes.emit('rows', 'moment');
      },
      onProgress: () => this.changes.emit('progress'),
      onDone: () => {
        this.show(run.record);
        this.result = wasm.recordJson(run.record);
        this.enter('done');
        if (this.again) this.launch();
      },
      onFailed: (failure) => this.fail(failure),
    });
    return run;
  }

  /** Puts a record on display and frees the one before it. */
  private show(record: wasm.Record): void {
    if (this.display === record || this.run?.record !== record) return;
    clearTimeout(this.swapTimer);
    this.display?.free();
    this.display = record;
    this.forget();
    this.changes.emit('rows', 'moment');
  }

  /** The record has changed: what was read from it is stale. */
  private forget(): void {
    this.first = null;
    this.read = null;
  }

  private enter(state: State): void {
    this.state = state;
    this.changes.emit('state', 'progress', 'rows');
  }

  /** Something outside the run failed: the drawing. */
  broken(failure: Failure): void {
    this.run?.cancel();
    if (failure.panic) this.display = null;
    this.fail(failure);
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    this.enter('failed');
  }

  phases(): Phase[] {
    return this.run?.phases() ?? [];
  }

  get record(): wasm.Record | null {
    return this.display;
  }

  /** The chart has been drawn as things stand; sets the marks that others time the page by. */
  drawn(frame: wasm.Frame): void {
    this.frame = frame;
    const { marks } = this;
    if (marks.rows && !marks.first && this.display === this.run?.record) {
      marks.first = true;
      performance.mark('second-law:first-point');
    }
    if (this.state === 'done' && !marks.end) {
      marks.end = true;
      performance.mark('second-law:run-end');
    }
  }

  // --- the time that is looked at

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
    if (!this.display) return null;
    const { runs } = wasm.momentAt(this.display, time);
    return runs.length > 0 ? { time: Math.max(...runs.map((run) => run.time)), runs } : null;
  }

  /** The run that the lattice shows: the reader's choice, else the strongest coupling that has begun. */
  followedRun(): number {
    const couplings = (this.values['coupling'] ?? '').split(',').map(Number);
    if (this.followed !== null && this.followed < couplings.length) return this.followed;
    const runs = this.shown()?.runs ?? [];
    const strongest = runs.reduce((best, run) => (run.coupling > best.coupling ? run : best), runs[0] ?? { index: -1, coupling: 0 });
    return strongest.index >= 0 ? strongest.index : couplings.indexOf(Math.max(...couplings));
  }

  follow(index: number): void {
    this.followed = index;
    this.changes.emit('moment');
  }

  /** The time that is looked at, between the values of the record too. */
  place(): number {
    return this.hovered ?? this.chosen ?? this.shown()?.time ?? this.times().from;
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

  play(): void {
    const { from } = this.times();
    if (this.playing) return;
    this.playing = true;
    this.changes.emit('playing');
    const now = this.place();
    let place = this.fraction(now) > 0.999 ? 0 : this.fraction(now);
    let last = performance.now();
    this.choose(place === 0 ? from : now);
    const tick = (stamp: number): void => {
      if (!this.playing) return;
      place = Math.min(1, place + Math.max(0, stamp - last) / PLAY_DURATION);
      last = stamp;
      this.choose(this.timeAt(place));
      if (place < 1) requestAnimationFrame(tick);
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
    const { from, to } = this.times();
    if (this.logarithmic()) return Math.log(time / from) / Math.log(to / from);
    return (time - from) / (to - from);
  }

  /** The inverse of `fraction`. */
  timeAt(fraction: number): number {
    const { from, to } = this.times();
    if (this.logarithmic()) return from * (to / from) ** fraction;
    return from + (to - from) * fraction;
  }

  private logarithmic(): boolean {
    return this.x.scale === 'log' && this.times().from > 0;
  }

  // --- how the plot is shown

  setAxis(axis: 'x' | 'y', choice: Partial<AxisChoice>): void {
    Object.assign(this[axis], choice);
    this.changes.emit('view', 'moment');
  }

  zoomed(): boolean {
    return this.x.range !== null || this.y.range !== null;
  }

  resetZoom(): void {
    this.x.range = null;
    this.setAxis('y', { range: null });
  }

  toggleCurve(index: number): void {
    if (!this.hidden.delete(index)) this.hidden.add(index);
    this.changes.emit('view', 'moment');
  }
}
