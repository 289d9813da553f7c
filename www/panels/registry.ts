// What each panel adds to the page: a file a panel, and its line here. But for those that a reader meets first, they are
// loaded when they are wanted.
import type { PanelSpec } from '../engine/wasm';
import type { PanelView } from '../view/context';
import { entropy } from './entropy';
import { reversal } from './reversal';

const FILES: Record<string, () => Promise<PanelView>> = {
  fluctuation: async () => (await import('./fluctuation')).fluctuation,
  eth: async () => (await import('./eth')).eth,
  'all-eigenstates': async () => (await import('./all-eigenstates')).allEigenstates,
  sizes: async () => (await import('./sizes')).sizes,
  'light-cone': async () => (await import('./light-cone')).lightCone,
  information: async () => (await import('./information')).information,
  map: async () => (await import('./map')).map,
};

const views = new Map<string, PanelView>(Object.entries({ entropy, reversal }));

/** What a panel adds, nothing where it has no file here; null where its script has not been loaded. */
export const viewOf = ({ id }: PanelSpec): PanelView | null => views.get(id) ?? (id in FILES ? null : {});

/** Loads what a panel adds; rejects where its script cannot be had. */
export async function loadView({ id }: PanelSpec): Promise<void> {
  const view = await FILES[id]?.();
  if (view) views.set(id, view);
}
