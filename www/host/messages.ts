// What the page around a frame and the lab in the frame say to each other, as docs/embedding.md tells it with an example each.
import type { RecordJson } from '../engine/types';

/** The version of these messages; another one is refused by name. */
export type Version = 1;

/** What every message has; an `id` of the sender's choice comes back in the answers. */
interface Envelope<Name extends string> {
  type: `second-law-lab:${Name}`;
  version: Version;
  id?: string | number;
}

/** The first message: nothing that comes before it has an effect. It is answered by `ready`, each time. */
export interface Hello extends Envelope<'hello'> {}

/** Opens a set-up, as a link does: its text as it stands after `#`. */
export interface SetScenario extends Envelope<'set'> {
  scenario: string;
}

/** Changes parameters of the set-up in their order, all or none; `live` while a slider moves. A long run then waits for `run`. */
export interface SetValues extends Envelope<'set'> {
  values: Record<string, string | number>;
  live?: boolean;
}

/** What a reader does with a press: run what waits, stop it, play and pause the time that is looked at, turn time round there. */
export interface Press extends Envelope<'run' | 'cancel' | 'play' | 'pause' | 'reverse'> {}

/** Looks at a time of the run, in units of 1/gamma. */
export interface Seek extends Envelope<'seek'> {
  time: number;
}

/** Asks for the plot as a file; answered by `picture`. */
export interface AskPicture extends Envelope<'picture'> {
  format: 'png' | 'svg';
}

/** Asks for one of the lab's own messages now. */
export interface Get extends Envelope<'get'> {
  what: 'scenario' | 'progress' | 'result';
}

/** What the page around says to the lab. */
export type ToLab = Hello | SetScenario | SetValues | Press | Seek | AskPicture | Get;

export type RunState = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

/** The answer to `hello`: the lab takes messages. */
export interface Ready extends Envelope<'ready'> {
  /** The version of the program. */
  program: string;
  scenario: string;
  state: RunState;
}

/** The set-up, whenever it changes: its canonical text, and the value of every parameter. */
export interface ScenarioMessage extends Envelope<'scenario'> {
  scenario: string;
  values: Record<string, string>;
}

/** How far the run is: each phase from 0 to 1, in order. */
export interface ProgressMessage extends Envelope<'progress'> {
  state: RunState;
  phases: { phase: string; fraction: number }[];
}

/** A complete record, as its JSON file has it; asked for with `get`, null where there is none. */
export interface ResultMessage extends Envelope<'result'> {
  record: RecordJson | null;
}

/** A plot as a file: `new Blob([bytes], { type: mediaType })`. */
export interface PictureMessage extends Envelope<'picture'> {
  format: 'png' | 'svg';
  mediaType: string;
  bytes: ArrayBuffer;
}

/** What is wrong, for programs and for readers. */
export interface Fault {
  /** Stable name of the kind of error. */
  code: string;
  /** The parameter or field at fault, where there is one. */
  parameter: string | null;
  /** The value that was refused, as it was written. */
  given: string | null;
  /** A sentence in the language of the page. */
  message: string;
}

/** A message that could not be followed, a link with a fault, a run that failed. */
export interface ErrorMessage extends Envelope<'error'>, Fault {}

/** The height at which the frame looks its best, in CSS px; told without a `hello` too. */
export interface HeightMessage extends Envelope<'height'> {
  height: number;
}

/** A key of a clicker that the lab has no use for, so that it can turn the slide around the frame; told without a `hello` too. */
export interface KeyMessage extends Envelope<'key'> {
  key: 'PageUp' | 'PageDown';
}

/** What the lab says to the page around. */
export type FromLab =
  | Ready
  | ScenarioMessage
  | ProgressMessage
  | ResultMessage
  | PictureMessage
  | ErrorMessage
  | HeightMessage
  | KeyMessage;
