// The module of a first visit: it computes what the story and the lab begin with, and of the other panels knows what they are called.
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
} from '../pkg/first/second_law.js';
import packedUrl from '../pkg/first/second_law.bin?url';
import PageWorker from './first-worker?worker&inline';

export const first = {
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

/** A module with its bindings, where it is, and the worker that computes with it. */
export type Package = typeof first;
