// Eight terms of the field, explained on tap where a text names them. What the explanations say is loaded with the first of them.
import { loadAside, type Key, type Words } from '../i18n';
import { h, uniqueId } from './dom';
import { CLINGING, prose } from './prose';

const TERMS = [
  'boson',
  'bath',
  'eigenstate',
  'entropy-production',
  'temperature',
  'lieb-robinson',
  'eigenstate-thermalisation',
  'fluctuation-theorem',
] as const;

export type Term = (typeof TERMS)[number];

/** How far an explanation keeps from the edges of the screen, in CSS px. */
const MARGIN = 12;
/** And from its term. */
const GAP = 6;

/** The ways in which texts name the terms, and one pattern for all; whole words where a language has spaces between them. */
function names(words: Words): { ways: Map<string, Term>; pattern: RegExp } {
  const ways = new Map(
    TERMS.flatMap((term) =>
      words
        .t(`term.${term}`)
        .split('|')
        .map((way) => [way.toLowerCase(), term] as const),
    ),
  );
  const longest = [...ways.keys()].sort((a, b) => b.length - a.length);
  return { ways, pattern: new RegExp(`(?<![a-z])(?:${longest.join('|')})(?![a-z])`, 'gi') };
}

const known = new WeakMap<Words['texts'], ReturnType<typeof names>>();

/** A text for the page; each term that is not among those `seen` becomes a button that explains it, and is seen from then on. */
export function glossed(words: Words, text: string, seen: Set<Term>): (string | Node)[] {
  const { ways, pattern } = known.get(words.texts) ?? names(words);
  known.set(words.texts, { ways, pattern });
  const pieces: (string | Node)[] = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const term = ways.get(match[0].toLowerCase());
    if (!term || seen.has(term)) continue;
    seen.add(term);
    const [before, behind] = [text.slice(done, match.index), text.slice(match.index + match[0].length)];
    const open = CLINGING.before.exec(before)?.[0] ?? '';
    const close = CLINGING.behind.exec(behind)?.[0] ?? '';
    const view = termView(words, term, match[0]);
    pieces.push(...prose(before.slice(0, before.length - open.length)));
    pieces.push(...(open || close ? [h('span', { class: 'term-kept' }, open, ...view, close)] : view));
    done = match.index + match[0].length + close.length;
  }
  return [...pieces, ...prose(text.slice(done))];
}

function termView(words: Words, term: Term, name: string): Node[] {
  // It stands empty from the start, so that what is put into it is read out.
  const note = h('span', { class: 'term-note', id: uniqueId('term'), role: 'status', hidden: true });
  const button = h(
    'button',
    { type: 'button', class: 'term', 'aria-expanded': 'false', 'aria-controls': note.id, click: () => (open ? open.abort() : show()) },
    name,
  );
  let open: AbortController | null = null;

  const place = (): void => {
    const { left, top, bottom } = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = note;
    const below = bottom + GAP + height <= innerHeight || top < innerHeight - bottom;
    Object.assign(note.style, {
      left: `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`,
      top: `${below ? bottom + GAP : top - height - GAP}px`,
    });
  };

  const show = (): void => {
    open = new AbortController();
    const { signal } = open;
    signal.addEventListener('abort', () => {
      open = null;
      note.hidden = true;
      note.replaceChildren();
      button.setAttribute('aria-expanded', 'false');
    });
    button.setAttribute('aria-expanded', 'true');
    note.hidden = false;
    const close = (): void => open?.abort();
    const elsewhere = (event: Event): void => {
      if (!event.composedPath().some((element) => element === button || element === note)) close();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    document.addEventListener('pointerdown', elsewhere, { signal });
    document.addEventListener('keydown', onKey, { signal, capture: true });
    button.addEventListener('blur', close, { signal });
    addEventListener('scroll', place, { signal, capture: true, passive: true });
    addEventListener('resize', place, { signal });
    const say = (text: string): void => {
      if (signal.aborted) return;
      note.replaceChildren(...prose(text));
      place();
      // Where there is room on neither side of the term, the page makes some.
      const { top, bottom } = note.getBoundingClientRect();
      scrollBy(0, Math.min(0, top - MARGIN) + Math.max(0, bottom + MARGIN - innerHeight));
    };
    loadAside(words).then(
      () => say(words.t(`aside.term.${term}` as Key)),
      ({ message }: Error) => say(words.t('failure.load', { detail: message })),
    );
  };
  return [button, note];
}
