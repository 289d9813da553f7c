// The whole module, loaded where a panel is wanted that the first does not compute.
import init, {
  __wbg_reset_state,
  computes,
  exhausted,
  estimate,
  formats,
  fraction,
  lattice,
  lattice_name,
  presets,
  Record,
  read,
  room,
  schema,
  set,
  value,
  version,
  Words,
} from '../pkg/second_law.js';
import packedUrl from '../pkg/second_law.bin?url';
import type { Package } from './first';
import PageWorker from './whole-worker?worker&inline';

export const whole: Package = {
  init,
  __wbg_reset_state,
  computes,
  exhausted,
  estimate,
  formats,
  fraction,
  lattice,
  lattice_name,
  presets,
  Record,
  read,
  room,
  schema,
  set,
  value,
  version,
  Words,
  packedUrl,
  PageWorker,
};
