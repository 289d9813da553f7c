// What is particular to each panel of the page.
import type { MomentRun } from './engine/wasm';
import { number, steady } from './format';

/** In the order of their tabs. */
export const PANELS = ['entropy', 'fluctuation', 'eth', 'all-eigenstates', 'sizes', 'light-cone', 'reversal'] as const;

export type Panel = (typeof PANELS)[number];

export interface Traits {
  /** What its curves show, as a letter, and in a run at one time. */
  symbol: string;
  value: (run: MomentRun) => number | null;
  said: (value: number) => string;
  /** Whether the reader may choose between linear and logarithmic. */
  timeScales: boolean;
  valueScales: boolean;
  /** Its plot shows every eigenstate of the bath at once, and no time. */
  levels?: boolean;
  /** Groups of the form that are open from the beginning. */
  open: string[];
}

const entropy: Traits = {
  symbol: 'σ',
  value: (run) => run.entropy_production,
  said: (value) => steady(value),
  timeScales: true,
  valueScales: true,
  open: ['system', 'bath'],
};

const TRAITS: Record<Panel, Traits> = {
  entropy,
  fluctuation: {
    symbol: '⟨e⁻ˢ⟩',
    value: (run) => run.exponential_average ?? null,
    said: (value) => steady(value, 4),
    timeScales: true,
    valueScales: false,
    open: ['system', 'start', 'panel'],
  },
  eth: {
    symbol: 'A',
    value: () => null,
    said: (value) => steady(value, 4),
    timeScales: false,
    valueScales: false,
    levels: true,
    open: ['bath', 'panel'],
  },
  'all-eigenstates': {
    symbol: 'σ',
    value: () => null,
    said: (value) => steady(value, 4),
    timeScales: false,
    valueScales: false,
    levels: true,
    open: ['system', 'start', 'time'],
  },
  sizes: {
    symbol: '⟨e⁻ˢ⟩',
    value: (run) => run.exponential_average ?? null,
    said: (value) => steady(value, 4),
    timeScales: true,
    valueScales: false,
    open: ['system', 'panel'],
  },
  'light-cone': {
    symbol: '|⟨n⟩(t) − ⟨n⟩(0)|',
    // It shows a map: there is a value for each distance.
    value: () => null,
    said: (value) => number(value, 2),
    timeScales: true,
    valueScales: false,
    open: ['system', 'bath'],
  },
  reversal: { ...entropy, timeScales: false, open: ['system', 'time'] },
};

/** The panel that shows a set-up. */
export const panelOf = (values: Record<string, string>): Panel => PANELS.find((panel) => panel === values['panel']) ?? 'entropy';

/** Whether a panel shows every eigenstate of the bath at once. */
export const showsLevels = (panel: Panel): boolean => TRAITS[panel].levels === true;

export const traitsOf = (panel: Panel): Traits => TRAITS[panel];

/** With S surely empty or filled at the start the average of the fluctuation theorem says nothing of the bath. */
export const irreversible = (values: Record<string, string>): boolean => ['0', '1'].includes(values['occupation'] ?? '');
