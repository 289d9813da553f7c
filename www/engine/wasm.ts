// The WebAssembly package as the page sees it: loaded once, its JSON answers given types.
import init, * as glue from '../pkg/second_law.js';
import wasmUrl from '../pkg/second_law_bg.wasm?url';
import { carried } from '../script';
import type { Texts } from './failure';
import { measured } from './timing';

/** A bad value in a text or a form. */
export interface Problem {
  code: string;
  parameter: string | null;
  given: string | null;
  message: Texts;
}

/** A scenario's canonical text, each parameter's value as text, and what was wrong with the given one. */
export interface Reading {
  text: string;
  values: Record<string, string>;
  /** The smallest and largest value of each number, in this set-up. */
  ranges: Record<string, [number, number]>;
  errors: Problem[];
}

export interface Preset {
  id: string;
  title: Texts;
  blurb: Texts;
  text: string;
}

export interface Choice {
  id: string;
  label: Texts;
}

/** How the form sets a parameter. */
export type FormControl =
  | { type: 'slider'; min: number; max: number; step: number }
  | { type: 'number'; step: number }
  | { type: 'select' | 'field' | 'hidden' };

/** One parameter of a scenario. */
export interface Parameter {
  key: string;
  /** The part of the form that it belongs to. */
  group: Choice;
  /** Its letter in formulas, or "". */
  symbol: string;
  /** Its unit, or "" for a pure number. */
  unit: string;
  label: Texts;
  meaning: Texts;
  /** The panels whose result it changes. */
  panels: string[];
  control: FormControl;
  /** Names to choose from, where its value is one of a few. */
  names?: Choice[];
  /** In words, the values that it takes. */
  allowed: Texts;
  /** Whether the smallest end of its range is not one of its values. */
  min_excluded?: boolean;
}

export interface Estimate {
  dimension: number;
  memory_bytes: number;
  seconds: number;
  /** Whether the reader should be asked first. */
  long: boolean;
}

export interface Part {
  part: string;
  phase: string;
  /** Same key, same output. */
  key: string;
  /** What it holds, where that is much. */
  bytes: number;
  /** Its place in the plan: what comes first there is wanted first. */
  place: number;
  inputs: string[];
}

export type Scale = 'linear' | 'log';

export interface Axis {
  scale: Scale;
  min: number;
  max: number;
}

/** What is left out is as the chart thinks best. */
export interface View {
  width: number;
  height: number;
  panel: string;
  /** Which of the panel's plots. */
  plot?: string;
  theme: 'light' | 'dark';
  lang: 'en' | 'ja';
  x?: { scale: Scale; range: [number, number] | null };
  y?: { scale: Scale; range: [number, number] | null };
  /** Which run, where a plot shows only one. */
  run?: number;
  hidden: number[];
  /** A time to point out. */
  cursor?: number;
  legend?: boolean;
  inset?: boolean;
  background?: boolean;
  title?: string;
  /** Size of the axes' lettering in CSS px. */
  font?: number;
}

export interface Curve {
  label: string;
  color: string;
  dash: number[];
}

/** What the colours of a heat map mean. */
export interface ColorScale {
  axis: Axis;
  /** Evenly spaced along the axis. */
  colors: string[];
}

export interface Mark {
  label: string;
  time: number;
  formula: string;
  x: number;
}

/** Where the chart put what it drew, in CSS px. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  x: Axis;
  y: Axis;
  /** One for each run of the record; a heat map has no curves, and these are the runs to choose from. */
  curves: Curve[];
  marks: Mark[];
  colors?: ColorScale;
}

/** What tells a run apart from the others. */
export interface RunInfo {
  coupling: number;
  /** In the panel of the reversal, the phase at the turn. */
  kick: number | null;
}

/** One run at one time. */
export interface MomentRun {
  /** Its place in the record. */
  index: number;
  coupling: number;
  time: number;
  occupation: number;
  entropy_production: number | null;
  exponential_average?: number | null;
  /** Density of each bath site, then of the system. */
  density: number[];
}

/** What the record says at one time. */
export interface Moment {
  runs: MomentRun[];
}

/** The change of the density since the start, at one time of one run. */
export interface Signal {
  time: number;
  /** Of each bath site, then of the system. */
  sites: number[];
  /** The largest at each distance from the system. */
  distances: number[];
}

/** The points of a plot of all eigenstates: their numbers, where they are known, and places in the units of the axes. */
export interface Points {
  index: (number | null)[];
  x: number[];
  y: number[];
}

/** What the record says of one eigenstate; which of it depends on the panel. */
export interface Level {
  index: number | null;
  energy: number;
  sector: string;
  beta: number | null;
  beta_mu?: number | null;
  value?: number | null;
  canonical?: number | null;
  deviation?: number | null;
  occupation?: number;
  entropy_production?: number | null;
}

/** The distribution of a run at the chosen time in a few numbers, and the same numbers as the curves have them. */
export interface Digest {
  time: number;
  mean: number;
  exponential_average: number;
  curve_entropy_production: number;
  curve_exponential_average: number;
  /** Probability that s is negative. */
  negative: number;
  /** The largest |G_F(u) − G_R(i − u)|, and its u. */
  difference: number;
  difference_at: number;
}

/** How the fluctuation theorem begins to fail: |⟨e⁻ˢ⟩ − 1| ~ t^power. */
export interface Onset {
  /** Times up to this one enter the fits. */
  until: number;
  /** One entry for each of the set-up's own runs. */
  powers: (number | null)[];
}

/** A comparison with a canonical bath. */
export interface Comparison {
  /** Summed over the whole basis; otherwise estimated from random vectors. */
  exact: boolean;
  /** Parts of that sum, or random vectors, so far. */
  samples: number;
  /** Curves farther apart than this, and than three standard errors, have parted. */
  threshold: number;
  /** When they part, one entry for each of the set-up's own runs. */
  partings: { coupling: number; time: number | null }[];
}

/** Speeds in bonds per unit of time. */
export interface Speeds {
  /** The front of each run's signal. */
  fronts: (number | null)[];
  /** The largest of one boson along an axis, and along both axes of a plane. */
  axis: number;
  plane: number | null;
  lieb_robinson: number;
}

/** A time that the theory marks. */
export interface TimeMark {
  kind: 'arrival' | 'lieb-robinson';
  time: number;
}

export interface Table {
  columns: string[];
  rows: (number | null)[][];
}

/** One bath of the panel of growing baths. */
export interface SizeJson {
  bath: string;
  bosons: number;
  filling: number;
  state: RecordJson['bath'];
  /** For each coupling, the time at which the bound was passed, if it was, and the last one looked at. */
  holds: { coupling: number; until: number | null; followed: number }[];
}

/** The fields of an exported record that the page itself reads. */
export interface RecordJson {
  scenario: string;
  version: string;
  bath: {
    sites: number;
    dimension: number;
    ground_energy: number | null;
    top_energy: number | null;
    /** None in the panels of all eigenstates. */
    eigenstate?: {
      /** None of a thermal state, and where an eigenstate was found without the others. */
      index: number | null;
      energy: number;
      beta: number | null;
      beta_mu: number | null;
      /** Standard errors, where random vectors stand for the levels. */
      beta_mu_error?: number;
      canonical_energy: number | null;
      canonical_energy_error?: number;
      /** ‖H v − E v‖ of an eigenstate found without the others. */
      residual?: number;
      sector: string;
      multiplicity: number;
    };
  } | null;
  runs: { coupling: number; norm_error: number; energy_drift: number }[];
  /** Of all eigenstates together, in their panel. */
  norm_error?: number;
  energy_drift?: number;
  /** In the panel of growing baths. */
  sizes?: SizeJson[];
  /** In the panel of weak ETH: how far sums over all levels are from exact traces. */
  trace_error?: number | null;
}

export { Record } from '../pkg/second_law.js';

/**
 * The compiled module, to be shared with the workers. A frame without an origin may not fetch, but
 * may run scripts: there the module comes from a script that carries it as text.
 */
export async function load(): Promise<WebAssembly.Module> {
  const module = await WebAssembly.compile(await bytes());
  await init({ module_or_path: module });
  return module;
}

async function bytes(): Promise<BufferSource> {
  if (globalThis.origin === 'null') {
    const text = await carried<string>(`${wasmUrl}.js`);
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}

const json = <T>(text: string): T => JSON.parse(text) as T;

export const version = (): string => glue.version();
export const schema = (): Parameter[] => json<Parameter[]>(glue.schema());
export const presets = (): Preset[] => json<Preset[]>(glue.presets());
export const read = (text: string): Reading => json<Reading>(glue.read(text));
export const set = (text: string, key: string, value: string): Reading => json<Reading>(glue.set(text, key, value));
export const estimate = (text: string, workers: number): Estimate => json<Estimate>(glue.estimate(text, workers));
/** What parts side by side may hold together, in bytes. */
export const room = (): number => glue.room();

export const plan = (record: glue.Record): Part[] => json<Omit<Part, 'place'>[]>(record.plan()).map((part, place) => ({ ...part, place }));
export function draw(record: glue.Record, canvas: HTMLCanvasElement, dpr: number, view: View): Frame {
  const start = performance.now();
  const frame = json<Frame>(record.draw(canvas, dpr, JSON.stringify(view)));
  measured('draw', start);
  return frame;
}
export const svg = (record: glue.Record, view: View): string => record.svg(JSON.stringify(view));
export const momentAt = (record: glue.Record, time: number): Moment => json<Moment>(record.at(time));
export const runsOf = (record: glue.Record): RunInfo[] => json<RunInfo[]>(record.runs());
export const signalAt = (record: glue.Record, run: number, time: number): Signal | null => json<Signal | null>(record.signal(run, time));
export const pointsOf = (record: glue.Record, panel: string): Points => json<Points>(record.points(JSON.stringify({ panel })));
export const levelsOf = (record: glue.Record): Level[] => json<Level[]>(record.levels());
export const statisticsOf = (record: glue.Record): (Digest | null)[] => json<(Digest | null)[]>(record.statistics());
export const onsetOf = (record: glue.Record): Onset => json<Onset>(record.onset());
export const comparisonOf = (record: glue.Record): Comparison | null => json<Comparison | null>(record.comparison());
export const speedsOf = (record: glue.Record): Speeds => json<Speeds>(record.speeds());
export const marksOf = (record: glue.Record): TimeMark[] => json<TimeMark[]>(record.marks());
export const table = (record: glue.Record): Table => json<Table>(record.table());
export const recordJson = (record: glue.Record): RecordJson => json<RecordJson>(record.json());
