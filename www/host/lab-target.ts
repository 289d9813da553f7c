// The lab in the frame.
import { formats } from '../engine/wasm';
import { showsLevels } from '../panel';
import { turnRound } from '../panels/reversal';
import type { Context } from '../view/context';
import { Denied, within, type Target } from './target';

/** Whether there is a time to look at in the plot. */
const hasTime = ({ panel, adds }: Context): boolean => !adds.playback && !showsLevels(panel);

export function labTarget(page: Context): Target {
  const { session } = page;
  const { changes, cursor, runner } = session;
  const needsTime = (): void => {
    if (!hasTime(page)) throw new Denied('no-time');
  };
  return {
    words: page,
    subject: session,
    get scenario() {
      return session.text;
    },
    get values() {
      return session.values;
    },
    get state() {
      return runner.state;
    },
    get result() {
      return runner.result;
    },
    phases: () => runner.phases(),
    open: (scenario) => session.open(scenario, 'replace'),
    change: (values, live) => session.changeAll(values, live),
    run: () => void (runner.state !== 'running' && runner.start()),
    cancel: () => runner.cancel(),
    play() {
      needsTime();
      cursor.play();
    },
    pause: () => cursor.pause(),
    seek(time) {
      needsTime();
      within(time, session.times);
      cursor.pause();
      session.pick(time);
    },
    reverse() {
      if (!page.adds.turn || !turnRound(session)) throw new Denied('no-turn');
    },
    picture: async (format) => {
      const { fileOf, pictureOf } = await import('../view/export');
      const known = formats().find((each) => each.id === format);
      return known ? fileOf(page, known) : pictureOf(page);
    },
    attend(listener, signal) {
      changes.on(['scenario'], () => listener.scenario(), signal);
      changes.on(['problems'], () => listener.problems(session.problems), signal);
      changes.on(['progress'], () => listener.progress(), signal);
      changes.on(
        ['state'],
        () => {
          if (runner.state === 'done') listener.result();
          if (runner.state === 'failed' && runner.failure) listener.failure(runner.failure);
        },
        signal,
      );
    },
  };
}
