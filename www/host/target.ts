// What stands in the frame, as the door to the page around it sees it: the lab (lab-target.ts) or the story's film
// (story/film-target.ts). Whatever a message asks for is a press of the reader's there.
import type { Failure } from '../engine/failure';
import type { Problem, RecordJson } from '../engine/wasm';
import type { Words } from '../i18n';
import type { AskPicture, ProgressMessage, RunState } from './messages';

export interface Target {
  /** In the language of the page. */
  readonly words: Words;
  /** What is shown: the same one where only the page was built anew. */
  readonly subject: object;
  /** The set-up: its canonical text, and the value of each parameter. */
  readonly scenario: string;
  readonly values: Record<string, string>;
  readonly state: RunState;
  /** The complete record; null where there is none yet. */
  readonly result: RecordJson | null;
  phases(): ProgressMessage['phases'];
  /** Opens what a link's text says; what is wrong with it is told to those who attend. */
  open(scenario: string): void;
  /** Changes parameters, all or none; gives what is wrong with them. */
  change(values: Record<string, string>, live: boolean): Problem[];
  run(): void;
  cancel(): void;
  play(): void;
  pause(): void;
  seek(time: number): void;
  reverse(): void;
  picture(format: AskPicture['format']): Promise<Blob>;
  /** Tells what changes, until the signal aborts. */
  attend(listener: Listener, signal: AbortSignal): void;
}

export interface Listener {
  scenario(): void;
  problems(problems: Problem[]): void;
  progress(): void;
  result(): void;
  failure(failure: Failure): void;
}

/** Thrown by a target that cannot do what is asked: the text `aside.host.<code>` says why with these values. */
export class Denied extends Error {
  readonly code: string;
  readonly values: Record<string, string | number>;
  readonly parameter: string | null;
  readonly given: string | null;

  constructor(code: string, values: Record<string, string | number> = {}, parameter: string | null = null, given: string | null = null) {
    super(code);
    Object.assign(this, { name: 'Denied' });
    this.code = code;
    this.values = values;
    this.parameter = parameter;
    this.given = given;
  }
}

/** Refuses a time outside of those that can be looked at. */
export function within(time: number, { from, to }: { from: number; to: number }): void {
  if (time < from || time > to) throw new Denied('outside', { time, from, to }, 'time', String(time));
}
