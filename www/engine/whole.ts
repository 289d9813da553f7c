// The whole module, loaded where a panel is wanted that the first does not compute.
import * as bindings from '../pkg/second_law.js';
import packedUrl from '../pkg/second_law.bin?url';
import type { Package } from './first';
import PageWorker from './whole-worker?worker&inline';

export const whole: Package = { bindings, packedUrl, PageWorker };
