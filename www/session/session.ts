// The set-up behind one <second-law-lab>, with its runs, the time that is looked at and the chart.
import { Emitter } from '../emitter';
import type { Engine } from '../engine/engine';
import * as wasm from '../engine/wasm';
import { firstPanel, panelOf, showsLevels } from '../panel';
import { handy } from '../format';
import type { Changes } from './changes';
import { Chart } from './chart';
import { TimeCursor } from './time-cursor';
import { Levels } from './levels';
import { Runner, type RunPolicy } from './runner';

/** How a new set-up enters the address: as a new entry of the history, in place, or not at all. */
export type Entry = 'push' | 'replace' | 'none';

/** What became of a text: a change that was `refused`, a link that was `mended`, a set-up that another one `replaced`. */
export interface Told {
  refused?: boolean;
  mended?: boolean;
  replaced?: boolean;
}

/** A parameter that changes again within this time goes on changing: a key is held, or pressed again, in ms. */
const BURST = 1000;

/** Keys that leave the points of all eigenstates where they are. */
const SAME_POINTS = ['epsilon', 'family', 'beta', 'index'];

/** How many couplings a set-up has, and so how many runs of its own. */
export const couplings = (values: Record<string, string>): number => (values['coupling'] ?? '').split(',').length;

export class Session {
  readonly changes: Changes = new Emitter();
  readonly chart = new Chart(this.changes);
  readonly cursor: TimeCursor;
  readonly levels: Levels;
  readonly runner: Runner;
  /** Called when the address should follow. */
  onAddress: (text: string, entry: Entry) => void = () => {};

  /** The set-up as canonical text. */
  text = '';
  /** Each parameter's value as text. */
  values: Record<string, string> = {};
  /** The smallest and largest value of each number. */
  ranges: Record<string, [number, number]> = {};
  /** From when to when a run goes: in the panel of the reversal there and back. */
  times: wasm.Span = { spacing: 'linear', from: NaN, to: NaN };
  /** The average of the fluctuation theorem says nothing of the bath: S is surely empty or filled at the start. */
  irreversible = false;
  /** What was wrong with the text that was opened. */
  problems: wasm.Problem[] = [];
  /** What became of the text: it was a change, and everything is as before; or a link, mended or replaced by another set-up. */
  told: Told = {};

  /** The last change of parameters, by hand: which, when, and whether its drag goes on. */
  private last: { keys: string; at: number; dragging: boolean } | null = null;
  /** Keys that say how the page looks, not what it computes. */
  private readonly presentation = new Set(wasm.schema().parameters.flatMap(({ key, group }) => (group === 'page' ? [key] : [])));

  constructor(engine: Engine) {
    this.runner = new Runner(engine, this.changes, () => {
      this.levels.refresh();
      this.cursor.refresh();
    });
    this.levels = new Levels(() => this.runner.record, this.changes);
    this.cursor = new TimeCursor(
      {
        record: () => this.runner.record,
        times: () => this.times,
        scale: () => this.chart.x.scale,
        rest: () => this.rest(),
      },
      this.changes,
    );
  }

  /** Opens a scenario's text, as it comes from a link. */
  open(text: string, entry: Entry): void {
    const reading = this.read(text);
    // While anything is unread the address keeps what was given: the reader can mend it, or show it to whom it came from.
    this.take(reading, reading.errors.length > 0 ? 'none' : entry, 'at once');
  }

  /** Reads a text and reports what is to be said of it. */
  private read(text: string): wasm.Reading {
    const reading = wasm.read(text, Object.keys(this.values).length > 0 ? this.text : undefined);
    this.report(reading.errors, reading);
    return reading;
  }

  /** Opens a preset and keeps the reader's language and colours. */
  openPreset(preset: wasm.Preset): void {
    this.report([]);
    this.take(wasm.set(this.text, 'preset', preset.id), 'push', 'at once');
  }

  /** Opens the set-up of an exported record and keeps the reader's page; the version that made the record, or null where it is none. */
  openRecord(text: string): string | null {
    try {
      const record: unknown = JSON.parse(text);
      if (typeof record !== 'object' || record === null || !('scenario' in record)) return null;
      if (typeof record.scenario !== 'string') return null;
      this.take(this.onThisPage(this.read(record.scenario)), 'push', 'at once');
      return 'version' in record ? String(record.version) : '?';
    } catch {
      return null;
    }
  }

  /** A set-up with the language, the colours and the frame of this page. */
  private onThisPage(reading: wasm.Reading): wasm.Reading {
    const own = wasm.schema().parameters.filter(({ group }) => group === 'page');
    return own.reduce((changed, { key }) => wasm.set(changed.text, key, this.values[key] ?? ''), reading);
  }

  /** Changes one parameter; returns what is wrong with the value, and then leaves everything as it was. */
  change(key: string, value: string, live = false): wasm.Problem[] {
    return this.changeAll({ [key]: value }, live);
  }

  /** The same with several parameters, in their order: all of them, in one step, or none. */
  changeAll(values: Record<string, string>, live = false): wasm.Problem[] {
    const reading = this.with(values);
    if (reading.errors.length > 0) return reading.errors;
    this.report([]);
    // A drag is one step of the history, however many values it passes, and so is a burst of keys.
    const { last } = this;
    const [keys, at] = [Object.keys(values).join(), performance.now()];
    const goesOn = last !== null && (last.dragging || (last.keys === keys && at - last.at < BURST));
    this.take(reading, goesOn ? 'replace' : 'push', live ? 'while dragging' : 'if short');
    this.last = { keys, at, dragging: live };
    return [];
  }

  /** The set-up with other values, and what is wrong with any of them. */
  private with(values: Record<string, string>): wasm.Reading {
    const problems: wasm.Problem[] = [];
    let reading: wasm.Reading | null = null;
    for (const [key, value] of Object.entries(values)) {
      reading = wasm.set(reading?.text ?? this.text, key, value);
      problems.push(...reading.errors);
    }
    return { ...(reading ?? wasm.read(this.text)), errors: problems };
  }

  /** Stays at a time; where the set-up itself has a chosen time, that follows. */
  pick(time: number): void {
    const chosen = this.values['statistics'] === 'full' ? handy(time) : time;
    if (this.values['statistics'] === 'full') this.change('at', String(chosen));
    this.cursor.choose(chosen);
  }

  /** Goes to another panel with more parameters set, in one step of the history; a curve that is taken along keeps its colour. */
  openPanel(panel: string, values: Record<string, string>, policy: RunPolicy, curve = 0): void {
    const reading = this.with({ panel, ...values });
    this.report(reading.errors);
    if (this.problems.length > 0) return;
    this.take(reading, 'push', policy);
    this.chart.first = curve;
  }

  /** Follows the entropy production from one of the bath's eigenstates. */
  openLevel(index: number): void {
    this.openPanel(firstPanel().id, { index: String(index) }, 'if short');
  }

  /** Tries again what failed. */
  retry(): void {
    this.runner.start(this.text);
  }

  /** Changes one parameter from where no field can say what is wrong with the value. */
  choose(key: string, value: string): void {
    const problems = this.change(key, value);
    if (problems.length > 0) this.report(problems, { refused: true });
  }

  /** Replaces what is said of the last link, or of a change that was refused. */
  report(problems: wasm.Problem[], { refused = false, mended = false, replaced = false }: Told = {}): void {
    if (problems.length === 0 && !mended && this.problems.length === 0 && !this.told.mended) return;
    this.problems = problems;
    this.told = { refused, mended, replaced };
    this.changes.emit('problems');
  }

  /** The set-up is the preset's, unchanged but for how the page looks. */
  isPreset(preset: wasm.Preset): boolean {
    const { values } = wasm.read(preset.text);
    return Object.keys(values).every((key) => this.presentation.has(key) || values[key] === this.values[key]);
  }

  /** Where a complete record is looked at first: half-way to the time at which a boson can have crossed the bath, when most happens. */
  private rest(): number | null {
    const { record, state } = this.runner;
    if (!record || state !== 'done') return null;
    const arrival = wasm.marksOf(record).find(({ kind }) => kind === 'arrival')?.time ?? Infinity;
    return this.times.from < arrival / 2 && arrival < this.times.to && !panelOf(this.values).uses.includes('turn') ? arrival / 2 : null;
  }

  /** How the horizontal axis is divided. */
  private spacing(): wasm.Scale {
    return showsLevels(panelOf(this.values)) ? 'linear' : this.times.spacing;
  }

  /** Whether the set-up hides a control or a part of the page. */
  hides(part: string): boolean {
    return (this.values['hide'] ?? '').split(',').includes(part);
  }

  private take(reading: wasm.Reading, entry: Entry, policy: RunPolicy): void {
    this.last = null;
    const before = this.values;
    const first = this.text === '' && Object.keys(before).length === 0;
    const keys = new Set([...Object.keys(before), ...Object.keys(reading.values)]);
    const changed = [...keys].filter((key) => before[key] !== reading.values[key]);
    const physics = changed.some((key) => !this.presentation.has(key));
    this.text = reading.text;
    this.values = reading.values;
    this.ranges = reading.ranges;
    this.times = reading.times;
    this.irreversible = reading.irreversible;
    this.onAddress(this.text, entry);
    const elsewhere = changed.includes('panel');
    if (elsewhere) {
      this.chart.clear();
      this.cursor.pause();
      this.cursor.follow(null);
      this.levels.clear();
      this.runner.forget();
    }
    // Curves are hidden by their place in the list, which other curves take now.
    if (changed.includes('coupling') && couplings(before) !== couplings(reading.values)) this.chart.hidden.clear();
    if (elsewhere || changed.includes('times') || changed.includes('turn')) this.chart.x = { scale: this.spacing(), range: null };
    // Other points, or other values of the same ones: what was zoomed is not there any more.
    if (showsLevels(panelOf(this.values)) && changed.some((key) => !this.presentation.has(key) && !SAME_POINTS.includes(key))) this.chart.zoomOut();
    // The time of the distribution is chosen beside the curves: what is looked at stays.
    const curves = changed.some((key) => !this.presentation.has(key) && key !== 'at');
    if (curves && policy !== 'while dragging') this.cursor.choose(null);
    this.changes.emit('scenario');
    if (!first && (elsewhere || changed.some((key) => this.presentation.has(key)))) this.changes.emit('presentation');
    if (physics) this.runner.request(this.text, policy);
  }
}
