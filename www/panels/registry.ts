// What each panel adds to the page: a file a panel, and its line here.
import type { PanelSpec } from '../engine/wasm';
import type { PanelView } from '../view/context';
import { allEigenstates } from './all-eigenstates';
import { entropy } from './entropy';
import { eth } from './eth';
import { fluctuation } from './fluctuation';
import { lightCone } from './light-cone';
import { reversal } from './reversal';
import { sizes } from './sizes';

const VIEWS: Record<string, PanelView> = {
  entropy,
  fluctuation,
  eth,
  'all-eigenstates': allEigenstates,
  sizes,
  'light-cone': lightCone,
  reversal,
};

/** What a panel adds; nothing where it has no file here. */
export const viewOf = ({ id }: PanelSpec): PanelView => VIEWS[id] ?? {};
