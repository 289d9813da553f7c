// The belly of the curve is the stage: the empty room under the plateau holds, in turn, button, bet, running number, outcome
// and next button. Where it is too small for sentences, these stand elsewhere (`say`).
import { failureText } from '../view/messages';
import { steady } from '../format';
import { h, type Child } from '../view/dom';
import { storyIcon } from './icons';
import type { Figure } from './figure';
import { outcome } from './outcome';
import type { Reversal } from './reversal';
import { sentence, type Key, type Telling, type Values } from './words';

export interface Elsewhere {
  /** The sentence of a phase: spoken once, and in the belly's place where that has no room for it. */
  say(text: string | null, phase: string): void;
}

/** Keeps the belly of a figure as its reversal goes. */
export function belly(figure: Figure, reversal: Reversal, telling: Telling, elsewhere: Elsewhere): void {
  const { t } = telling;
  const root = figure.belly;
  root.tabIndex = -1;
  let number: HTMLElement | null = null;

  const words = (name: string, text: string): HTMLElement => h('p', { class: name }, ...sentence(text));
  const button = (action: string, name: string, key: Key, press: () => void, ...before: Child[]): HTMLElement =>
    h(
      'button',
      { type: 'button', class: name, 'data-action': action, 'data-name': `story-${action}`, click: press },
      ...before,
      h('span', {}, t(key)),
    );

  /** What stands in the belly, and the sentence that belongs to it. */
  const contents = (): { parts: Child[]; said: string | null } => {
    const { bare, mini } = figure.layout;
    const large = !bare;
    switch (reversal.phase) {
      case 'failed': {
        const why = reversal.failure ? failureText(reversal.failure, telling) : '';
        const retry = button('run', 'story-alt', 'story.retry', () => location.reload());
        return { parts: [words('story-hint', why), retry], said: why };
      }
      case 'waiting':
      case 'film':
      case 'rest':
        return {
          parts: [button('reverse', 'story-go', 'story.reverse', () => void reversal.ask(), !mini && storyIcon('back'))],
          said: null,
        };
      case 'bet': {
        const answer = (yes: boolean): HTMLElement =>
          button(yes ? 'yes' : 'no', 'story-alt', yes ? 'story.bet.yes' : 'story.bet.no', () => void reversal.turn(yes));
        return {
          parts: [!mini && words('story-ask', t('story.bet')), h('div', { class: 'story-row' }, answer(true), answer(false))],
          said: t('story.bet'),
        };
      }
      case 'back':
      case 'nudging': {
        const said = t(reversal.phase === 'back' ? 'story.back' : 'story.nudging');
        number = h('p', { class: 'story-number', 'aria-hidden': 'true' }, running());
        return { parts: [number, words('story-hint', t('story.back.now')), large && words('story-hint', said)], said };
      }
      case 'home':
      case 'away':
        return result(reversal.phase);
      case 'pick': {
        const said = `${t('story.pick')}${t('story.stop')}${t('story.pick.how')}`;
        return { parts: large ? [words('story-ask', t('story.pick')), words('story-hint', t('story.pick.how'))] : [], said };
      }
    }
  };

  const running = (): string => steady(figure.entropy(), 2);

  /** How the way back ended. The words follow the number: an untouched way that does not come home says so. */
  const result = (phase: 'home' | 'away'): { parts: Child[]; said: string } => {
    const { bare, mini } = figure.layout;
    const large = !bare;
    const journey = phase === 'home' ? figure.untouched : figure.scene.nudged;
    const [left, made] = [journey?.left ?? NaN, journey?.made ?? NaN];
    const { said: digits, decimals, home, sentence: key } = outcome(left, made);
    const values: Values = { left: digits, made: steady(made, 2), decimals };
    const said = t(key, values);
    const told = reversal.bet === null || phase === 'away' ? null : t(`story.bet.${reversal.bet ? 'yes' : 'no'}.${home ? 'home' : 'away'}`);
    const big = home ? h('p', { class: 'story-number' }, digits) : stays(t(left > made ? 'story.away.more' : 'story.away.number', values));
    const next =
      phase === 'home'
        ? [button('nudge', 'story-go', 'story.nudge', () => void reversal.pick())]
        : [
            h(
              'div',
              { class: 'story-row' },
              button('nudge', 'story-alt', 'story.nudge.again', () => void reversal.pick()),
              !mini && button('restart', 'story-alt', 'story.restart', () => reversal.restart()),
            ),
          ];
    const parts = [
      large && told !== null && words('story-hint', told),
      big,
      home && !mini && words('story-hint', t('story.home.decimals', values)),
      large && words('story-say', said),
      ...next,
    ];
    // Spoken with its number.
    return { parts, said: `${home ? '' : big.textContent + t('story.stop')}${said}` };
  };

  let shown = '';
  let latest: string | null = null;
  const render = (arrived: boolean): void => {
    const { phase, bet } = reversal;
    // The curve of a plot that gives its room to the lattice would strike through the number.
    root.classList.toggle('empty', phase === 'nudging' && figure.scene.grown > 0);
    const now = `${['waiting', 'film', 'rest'].includes(phase) ? 'film' : phase} ${figure.layout.bare} ${figure.layout.mini} ${bet}`;
    // What stays is not written anew: it would rise again, and lose the focus.
    if (now === shown && phase !== 'failed') return elsewhere.say(latest, phase);
    shown = now;
    const focused = root.contains(document.activeElement) || document.activeElement === root;
    const had = document.activeElement?.getAttribute('data-name');
    number = null;
    const { parts, said } = contents();
    latest = said;
    root.replaceChildren(...parts.filter((part): part is Node => part instanceof Node));
    if (focused || (arrived && document.activeElement === document.body)) {
      // Who pressed a button goes on from where the next one appears.
      const same = had ? root.querySelector<HTMLElement>(`[data-name="${had}"]`) : null;
      (same ?? root.querySelector<HTMLElement>('button') ?? root).focus({ preventScroll: true });
    }
    elsewhere.say(said, reversal.phase);
    fit();
  };

  /** A number never leaves its room; nor does a button, which would rather lose its sign. */
  const fit = (): void => {
    for (const button of root.querySelectorAll<HTMLElement>('.story-go')) {
      button.classList.remove('unsigned');
      button.classList.toggle('unsigned', button.offsetWidth > root.clientWidth);
    }
    for (const element of root.querySelectorAll<HTMLElement>('.story-number, .story-ask')) {
      element.style.fontSize = '';
      const ratio = element.scrollWidth / Math.max(1, root.clientWidth);
      if (ratio > 1) element.style.fontSize = `${(parseFloat(getComputedStyle(element).fontSize) / ratio) * 0.98}px`;
    }
  };

  figure.onLayout = () => {
    render(false);
    fit();
  };
  reversal.onPhase = render;
  reversal.onStep = () => {
    if (number) number.textContent = running();
  };
}

/** A sentence whose `*` marked number is large. */
function stays(text: string): HTMLElement {
  const pieces = text.split('*').map((piece, place) => (place % 2 === 1 ? piece : h('small', {}, ...sentence(piece))));
  return h('p', { class: 'story-number' }, ...pieces);
}
