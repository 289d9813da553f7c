// The film begins once it has been computed, and follows the page around a frame from then on.
import type { Failure } from '../engine/failure';
import { attend, forgo } from '../host/hearing';
import { failureText } from '../view/messages';
import { filmTarget } from './film-target';
import type { Hero } from './hero';
import type { Laboratory } from './laboratory';
import type { Telling } from './words';

/** Computes the film and starts it; `asked` for, it runs also where it would wait. */
export async function startFilm(hero: Hero, telling: Telling, lab: Laboratory, asked: boolean, signal: AbortSignal): Promise<void> {
  const { figure, reversal } = hero;
  lab.news.on(['drawn'], () => figure.draw(), signal);
  try {
    await lab.untouched();
  } catch (error) {
    if (signal.aborted) return;
    const failure = error as Failure;
    reversal.fail(failure);
    const { code, parameter } = failure;
    return forgo({ code, parameter, given: null, message: failureText(failure, telling) });
  }
  if (signal.aborted) return;
  performance.mark('second-law:film');
  reversal.open(asked);
  attend(filmTarget(hero, telling, lab));
  signal.addEventListener('abort', () => attend(null));
  await lab.cone().catch((failure: Failure) => !signal.aborted && reversal.fail(failure));
}
