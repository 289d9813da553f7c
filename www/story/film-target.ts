// The film, once it has been computed, for the page around a frame: a message is one of the presses that the film takes.
import { writeAddress } from '../address';
import { read, version } from '../engine/wasm';
import { Denied, within, type Target } from '../host/target';
import { labText, storyAddress } from '../room';
import type { Hero } from './hero';
import type { Laboratory } from './laboratory';
import type { Phase } from './reversal';
import { SETUPS } from './setups';
import { TURN } from './timing';
import type { Telling } from './words';

/** Where the reader may move the film, and start it. */
const HELD: readonly Phase[] = ['film', 'rest', 'home', 'away'];

/** Where time can be turned round; who asks by a message has made no bet. */
const FORWARDS: readonly Phase[] = ['film', 'rest', 'bet'];

/** Ways back, which can be stopped and go on. */
const ON_THE_WAY: readonly Phase[] = ['back', 'nudging'];

export function filmTarget({ figure, reversal, scrub }: Hero, telling: Telling, lab: Laboratory): Target {
  const { text: scenario, values } = read(lab.film?.scenario ?? SETUPS.untouched);
  const needs = (...phases: Phase[]): void => {
    if (!phases.includes(reversal.phase)) throw new Denied('not-now');
  };
  return {
    words: telling,
    subject: lab,
    scenario,
    values,
    get state() {
      return reversal.phase === 'failed' ? 'failed' : 'done';
    },
    get result() {
      return lab.film;
    },
    phases: () => [],
    // What is no address of the story leads to the lab.
    open(text) {
      writeAddress(storyAddress(text)?.chapter ? text : labText(text), 'replace');
      dispatchEvent(new Event('hashchange'));
    },
    change() {
      throw new Denied('no-values');
    },
    // It has been computed, and nothing is under way that could be stopped.
    run: () => {},
    cancel: () => {},
    play() {
      needs(...HELD, ...ON_THE_WAY);
      if (!reversal.playing) reversal.toggle();
    },
    pause() {
      if (reversal.playing) reversal.toggle();
    },
    seek(time) {
      within(time, { from: 0, to: TURN });
      needs(...HELD);
      scrub(time);
    },
    reverse() {
      needs(...FORWARDS);
      void reversal.turn(null);
    },
    async picture(format) {
      if (format !== 'png') throw new Denied('no-picture');
      const [{ Noise }, { described, isNoisy }] = await Promise.all([import('../view/export'), import('../view/picture')]);
      if (isNoisy()) throw new Noise();
      return described(await figure.picture(), { Software: `Second Law Lab ${version()}`, Description: scenario });
    },
    // Its set-up stays as it is, and its record is there; a way back with a nudge may yet fail.
    attend(listener, signal) {
      reversal.onFailure = (failure) => !signal.aborted && listener.failure(failure);
    },
  };
}
