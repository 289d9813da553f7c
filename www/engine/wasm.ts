// The WebAssembly package as the page sees it: its JSON answers given types.
import type { Record as ModuleRecord } from '../pkg/first/second_law.js';
import { loadBytes } from '../script';
import { compiled } from './diagnosis';
import type { Package } from './first';
import * as module from './guard';
import type { Texts } from './guard';
import { parsed } from './pieces';
import { measured } from './timing';
import type {
  Comparison,
  StatisticsSummary,
  Estimate,
  Format,
  Frame,
  Lattice,
  Level,
  Message,
  Moment,
  Planned,
  Points,
  Preset,
  Reading,
  RecordJson,
  RunInfo,
  Schema,
  Signal,
  SmallestMap,
  Speeds,
  Table,
  TimeMark,
  View,
  ViolationOnset,
} from './types';

export type * from './types';

/** A part to compute, with its place in the plan: what comes first there is wanted first. */
export interface Part extends Planned {
  place: number;
  /** The bytes of the work's recipe. */
  recipe: Uint8Array;
}

export type { Record } from '../pkg/first/second_law.js';
export { computes, newRecord, onPanic, type Texts } from './guard';

/** Loads a package, which is asked from then on; gives its compiled module, to be shared with the workers. */
export async function load({ bindings, packedUrl }: Package): Promise<WebAssembly.Module> {
  const { bytes, type } = await loadBytes(packedUrl);
  const compiledModule = await compiled(bytes, type);
  await bindings.default({ module_or_path: compiledModule });
  module.adopt(bindings);
  return compiledModule;
}

const json = <T>(text: string): T => JSON.parse(text) as T;

export const version = (): string => module.version();
/** A value that the module gives, the same for as long as the page lives: it is asked once. */
const fixed = <T>(ask: () => string): (() => T) => {
  let value: T | undefined;
  return () => (value ??= json<T>(ask()));
};
/** The parameters and the panels. */
export const schema = fixed<Schema>(module.schema);
/** The names that a parameter may have. */
export const namesOf = (key: string): string[] => schema().parameters.find((parameter) => parameter.key === key)?.names ?? [];
export const presets = fixed<Preset[]>(module.presets);
export const read = (text: string, last?: string): Reading => json<Reading>(module.read(text, last));
export const set = (text: string, key: string, value: string): Reading => json<Reading>(module.set(text, key, value));
export const estimate = (text: string, workers: number): Estimate => json<Estimate>(module.estimate(text, workers));
export const latticeOf = (text: string): Lattice => json<Lattice>(module.lattice(text));
/** What a bath is called, from its name in links; "" where there is no such lattice. */
export const latticeName = (name: string): Message => json<Message>(module.lattice_name(name) ?? '""');
/** What parts side by side may hold together, in bytes. */
export const room = (): number => module.room();

export const plan = (record: ModuleRecord): Part[] =>
  json<Planned[]>(record.plan()).map((part, place) => ({ ...part, place, recipe: record.recipe(place) }));
export function draw(record: ModuleRecord, canvas: HTMLCanvasElement, dpr: number, view: View, texts: Texts): Frame {
  const start = performance.now();
  const frame = json<Frame>(record.draw(canvas, dpr, JSON.stringify(view), module.wordsFor(record, texts)));
  measured('draw', start);
  return frame;
}
/** The kinds of files that a record can be saved as. */
export const formats = (): Format[] => json<Format[]>(module.formats());
/** The bytes of a record's file; undefined where the plot of this view makes none in that format. */
export const file = (record: ModuleRecord, format: string, view: View, texts: Texts): Uint8Array<ArrayBuffer> | undefined =>
  record.file(format, JSON.stringify(view), module.wordsFor(record, texts)) as Uint8Array<ArrayBuffer> | undefined;
/** The record in sentences. */
export const summary = (record: ModuleRecord, texts: Texts): string => record.summary(module.wordsFor(record, texts));
export const momentAt = (record: ModuleRecord, time: number): Moment => json<Moment>(record.at(time));
export const runsOf = (record: ModuleRecord): RunInfo[] => json<RunInfo[]>(record.runs());
export const signalAt = (record: ModuleRecord, run: number, time: number): Signal | null =>
  json<Signal | null>(record.detail(`signal:${run}:${time}`) ?? 'null');
export const pointsOf = (record: ModuleRecord): Points => json<Points>(record.points());
export const levelsOf = (record: ModuleRecord): Level[] => json<Level[]>(record.detail('levels') ?? '[]');
export const statisticsOf = (record: ModuleRecord): (StatisticsSummary | null)[] =>
  json<(StatisticsSummary | null)[]>(record.detail('statistics') ?? '[]');
export const onsetOf = (record: ModuleRecord): ViolationOnset => json<ViolationOnset>(record.detail('onset') ?? '{"until":0,"powers":[]}');
export const comparisonOf = (record: ModuleRecord): Comparison | null => json<Comparison | null>(record.detail('comparison') ?? 'null');
export const speedsOf = (record: ModuleRecord): Speeds | null => json<Speeds | null>(record.detail('speeds') ?? 'null');
/** The map of smallest entropy productions, in its panel. */
export const mapOf = (record: ModuleRecord): SmallestMap | null => json<SmallestMap | null>(record.detail('tiles') ?? 'null');
export const marksOf = (record: ModuleRecord): TimeMark[] => json<TimeMark[]>(record.time_marks());
export const table = (record: ModuleRecord): Table => json<Table>(record.table('main') ?? '{"columns":[],"rows":[]}');
export const recordJson = (record: ModuleRecord): RecordJson => parsed(record.json()) as RecordJson;
