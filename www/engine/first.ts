// The module of a first visit: it computes what the story and the lab begin with, and of the other panels knows what they are called.
import * as bindings from '../pkg/first/second_law.js';
import packedUrl from '../pkg/first/second_law.bin?url';
import PageWorker from './first-worker?worker&inline';

export const first = { bindings, packedUrl, PageWorker };

/** A module's bindings, where it is, and the worker that computes with it. */
export type Package = typeof first;
export type Bindings = Package['bindings'];
