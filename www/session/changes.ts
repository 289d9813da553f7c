// What can change behind a <second-law-lab>, for those who show it.
import type { Emitter } from '../emitter';

export type Aspect =
  | 'scenario' // the set-up
  | 'presentation' // panel, language, colours, how much is shown
  | 'problems' // what was wrong with a link
  | 'state' // idle, running, done, cancelled, failed
  | 'progress'
  | 'rows' // the record on display
  | 'moment' // the time that is looked at, or what is there
  | 'followed' // the run that the lattice shows
  | 'level' // the eigenstate that is looked at
  | 'playing'
  | 'view' // axes and curves shown
  | 'curves'; // names and colours of the curves

export type Changes = Emitter<Aspect>;
