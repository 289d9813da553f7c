// The head of the page, and all there is of it in a frame: question, film, button.
import { h } from '../view/dom';
import { belly } from './belly';
import { HOME } from './diamond';
import { Figure } from './figure';
import { storyIcon } from './icons';
import type { Laboratory } from './laboratory';
import { zeros } from './outcome';
import { Reversal } from './reversal';
import { steady } from '../format';
import { TURN } from './timing';
import { sentence, type Key, type Telling } from './words';

/** How often the moving film is told anew, and for how long a sentence stands to be spoken; both in ms. */
const TOLD = 1000;
const SPOKEN = 5000;

export interface Hero {
  card: HTMLElement;
  figure: Figure;
  reversal: Reversal;
  /** Moves the film to a time, as the reader's hand does. */
  scrub(time: number): void;
}

/** `lend` gives the reversal's sentences a place outside a figure that has no room for them; null takes it back. */
export function heroView(
  telling: Telling,
  lab: Laboratory,
  embed: 'off' | 'plot' | 'poster',
  lend: (text: string | null, phase: string) => void,
  signal: AbortSignal,
): Hero {
  const { t } = telling;
  const embedded = embed !== 'off';
  const figure: Figure = new Figure(telling, lab.findings, embedded ? 'embed' : 'hero', signal, {
    onScrub: (time) => scrub(time),
    scrubbed: () => t('story.plot.sliderValue', { time: steady(figure.scene.time, 1), entropy: steady(figure.entropy(), 2) }),
  });
  const reversal = new Reversal(figure, { findings: lab.findings, nudge: (site) => lab.nudge(site), still: telling.still, embedded });
  const spoken = h('p', { class: 'unseen', 'aria-live': 'polite' });
  const summary = h('p', { class: 'unseen' });
  const hold = h('button', {
    type: 'button',
    class: 'story-hold',
    'data-action': 'play',
    'data-name': 'story-hold',
    click: () => reversal.toggle(),
  });
  let said: string | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const scrub = (time: number): void => {
    reversal.scrub(time);
    tell();
  };
  /** The picture in words, for those who come to it while it moves. */
  const tell = (): void => {
    figure.tellSlider();
    summary.textContent = summaryOf(reversal.phase);
  };
  figure.element.addEventListener('focusin', tell);
  const clock = setInterval(() => reversal.playing && tell(), TOLD);
  signal.addEventListener('abort', () => clearInterval(clock));

  belly(figure, reversal, telling, {
    say(text, phase) {
      const { playing } = reversal;
      hold.replaceChildren(storyIcon(playing ? 'pause' : 'play'));
      hold.setAttribute('aria-label', t(playing ? 'story.pause' : 'story.play'));
      const moving = ['film', 'rest', 'back', 'nudging'];
      hold.hidden =
        !(embedded ? [...moving, 'home', 'away'] : moving).includes(phase) || (telling.still && phase !== 'rest' && phase !== 'film');
      if (text !== null && text !== said) {
        spoken.textContent = text.replaceAll('~', '\u00a0');
        // Spoken once: it stands in the figure for those who read on.
        clearTimeout(silence);
        silence = setTimeout(() => (spoken.textContent = ''), SPOKEN);
      }
      said = text;
      summary.textContent = summaryOf(phase);
      lend(figure.layout.bare ? text : null, phase);
    },
  });

  /** The figure in words, as it stands. */
  function summaryOf(phase: string): string {
    const { findings, facts } = lab;
    const { scene } = figure;
    const journey = scene.back && scene.nudged ? scene.nudged : findings.untouched;
    if (!journey) return '';
    const moment = journey.moment(scene.time, scene.back);
    const home = Math.round(100 * journey.density(HOME, moment));
    const values = {
      made: steady(facts.made, 2),
      turn: TURN,
      time: steady(scene.time, 1),
      home,
      entropy: steady(journey.entropy(moment), 2),
      left: steady(journey.left, 2),
    };
    return t(phase === 'home' || phase === 'away' ? 'story.summary.back' : 'story.summary.film', values);
  }

  const card = h(
    'div',
    { class: 'story-card', 'data-figure': 'main', role: 'group', 'aria-label': t('story.title') },
    figure.element,
    summary,
    spoken,
  );
  figure.element.append(hold);
  reversal.onPhase(false);
  return { card, figure, reversal, scrub };
}

/** What a frame's caption says in a phase. */
export function captionKey(phase: string): Key | null {
  switch (phase) {
    case 'bet':
    case 'back':
    case 'home':
    case 'pick':
    case 'nudging':
    case 'away':
      return `story.embed.${phase}`;
    default:
      return null;
  }
}

export const captionOf = ({ t }: Telling, lab: Laboratory, phase: string): (string | Node)[] => {
  const key = captionKey(phase);
  return sentence(key ? t(key, { decimals: zeros(lab.facts.left) }) : t('story.embed.short'));
};
