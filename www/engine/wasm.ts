// The WebAssembly package as the page sees it: loaded once, its JSON answers given types.
import init, * as glue from '../pkg/second_law.js';
import wasmUrl from '../pkg/second_law_bg.wasm?url';
import { carried } from '../script';
import { measured } from './timing';
import type {
  BathSummary,
  Comparison,
  Digest,
  EigenstateSummary,
  Estimate,
  Frame,
  Holds,
  Onset,
  Parameter,
  Planned,
  Points,
  Preset,
  Reading,
  RunInfo,
  RunMoment,
  Signal,
  Speeds,
  Table,
  TimeMark,
  View,
} from './types';

export type * from './types';

/** A part to compute, with its place in the plan: what comes first there is wanted first. */
export interface Part extends Planned {
  place: number;
}

/** One run at one time: its columns by name, as far as the page reads them. */
export type MomentRun = RunMoment & {
  time: number;
  occupation: number;
  entropy_production: number | null;
  exponential_average?: number | null;
};

/** What the record says at one time. */
export interface Moment {
  runs: MomentRun[];
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

/** The bath of a record; without a state of its own in the panels of all eigenstates. */
type RecordBath = Omit<BathSummary, 'eigenstate' | 'site_density'> & { eigenstate?: EigenstateSummary };

/** One bath of the panel of growing baths. */
export interface SizeJson {
  bath: string;
  bosons: number;
  filling: number;
  state: RecordBath | null;
  holds: Holds[];
}

/** The fields of an exported record that the page itself reads. */
export interface RecordJson {
  scenario: string;
  version: string;
  bath: RecordBath | null;
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

export const plan = (record: glue.Record): Part[] => json<Planned[]>(record.plan()).map((part, place) => ({ ...part, place }));
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
