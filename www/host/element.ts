// The element as a script sees it.
import type { RecordJson } from '../engine/types';
import type { RunState } from './messages';

export interface SecondLawLabElement extends HTMLElement {
  /** The set-up as canonical text; setting it runs the new one. Whatever is assigned is taken as text, here and below. */
  scenario: string;
  /** The attributes of these names, "" where there is none: `auto`, `light`, `dark`; `off`, `plot`, `full`, `poster`. */
  theme: string;
  embed: string;
  /** Where the lab is published, an http or https address: links and what is copied lead there. One element says it for all of its page. */
  site: string;
  /** The last complete record, as its JSON file has it, or null. */
  readonly record: RecordJson | null;
  readonly state: RunState;
}

/** How far a run is: each phase of it from 0 to 1. */
export type ProgressEvent = CustomEvent<{ phases: { phase: string; fraction: number }[] }>;

/** A run is done: its record. */
export type ResultEvent = CustomEvent<RecordJson>;

/** A run has failed, or the program could not be had: `code` is a stable name. */
export type FailureEvent = CustomEvent<{ code: string; parameter: string | null; detail?: string }>;

declare global {
  interface HTMLElementTagNameMap {
    'second-law-lab': SecondLawLabElement;
  }
}
