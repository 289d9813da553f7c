// embed=poster: the finished picture of a set-up with a play button. Nothing of the engine is loaded before it is pressed. The
// pictures are made with the site (tools/site/posters.mjs); a set-up that has none shows its lattice and empty axes, and says so.
import { framed, postHeight } from './frame';
import { browserLang, languages, loadPosterWords, type Words } from './i18n';
import { picturedIn, wordsOfText } from './room';
import { loadScript } from './script';
import { hasHome, pageAddress, siteFile } from './site';
import { h, s } from './view/dom';
import { icon } from './view/icons';
import { linkOut } from './view/link-out';

/** From this width on the larger of the two pictures is shown, in CSS px. */
const WIDE = '(min-width: 560px)';
const DARK = '(prefers-color-scheme: dark)';

/** The titles of the set-ups that have a picture, by their names; none where there is no site. */
async function titles(lang: string): Promise<Record<string, string>> {
  const file = siteFile(`pictures/posters-${lang}.js`);
  return file === null ? {} : loadScript<Record<string, string>>(file).catch(() => ({}));
}

/** The picture in the size of the frame, on the reader's paper or on the one that was asked for. */
function pictureView(name: string, lang: string, theme: string, alt: string): HTMLElement {
  const at = (colours: string, size: string): string => siteFile(`pictures/${name}-${lang}-${colours}-${size}.svg`) ?? '';
  const fixed = theme === 'light' || theme === 'dark' ? theme : null;
  const source = (media: string, colours: string, size: string): HTMLElement => h('source', { media, srcset: at(colours, size) });
  return h(
    'picture',
    {},
    fixed ? null : source(`${WIDE} and ${DARK}`, 'dark', 'wide'),
    source(WIDE, fixed ?? 'light', 'wide'),
    fixed ? null : source(DARK, 'dark', 'small'),
    h('img', { alt, src: at(fixed ?? 'light', 'small') }),
  );
}

/** Sites are nearer to each other than this where a bond joins them; all bonds have length 1. */
const BOND = 1.01;

/** The sites of a bath by its name, as far as the engine is not needed: how its kind lies on paper. */
function placesOf(bath: string): { x: number; y: number }[] {
  const [, kind = '', across = '', up = '1'] = /^([a-z]+)-(\d{1,2})(?:x(\d{1,2}))?$/.exec(bath) ?? [];
  const [width, height] = [Number(across), Number(up)];
  if (width * height > 30) return [];
  const sites = Array.from({ length: width * height }, (_, site) => ({ column: site % width, row: Math.floor(site / width) }));
  const radius = 0.5 / Math.sin(Math.PI / width);
  return sites.map(({ column, row }) => {
    const angle = (2 * Math.PI * column) / width;
    if (kind === 'ring') return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
    return kind === 'triangular' ? { x: column + row / 2, y: (row * Math.sqrt(3)) / 2 } : { x: column, y: row };
  });
}

/** The lattice and axes without curves. */
function sketch(bath: string): SVGElement {
  const places = placesOf(bath);
  const [right, bottom] = [Math.max(1, ...places.map(({ x }) => x)), Math.max(1, ...places.map(({ y }) => y))];
  const [left, top] = [Math.min(0, ...places.map(({ x }) => x)), Math.min(0, ...places.map(({ y }) => y))];
  const scale = Math.min(80 / (right - left), 150 / (bottom - top), 40);
  const put = ({ x, y }: { x: number; y: number }): [number, number] => [20 + scale * (x - left), 35 + scale * (y - top)];
  const bonds = places.flatMap((one, place) =>
    places
      .slice(place + 1)
      .filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < BOND)
      .map((other) => [put(one), put(other)] as const),
  );
  return s(
    'svg',
    { viewBox: '0 0 360 220', 'aria-hidden': 'true' },
    ...bonds.map(([[x1, y1], [x2, y2]]) => s('line', { class: 'sketch-line', x1, y1, x2, y2 })),
    ...places.map((place) => s('circle', { class: 'sketch-site', cx: put(place)[0], cy: put(place)[1], r: Math.min(7, scale / 4) })),
    s('path', { class: 'sketch-line', d: 'M130 20v170h215' }),
  );
}

/** A picture is looked at in so many points, and the button covers so many of them with a margin. */
const SEEN = { width: 72, height: 48 };
const COVERED = { width: 16, height: 14 };

/** Where a button covers the least of a picture, as shares of its width and height; in the middle where a frame may not look at it. */
function emptiest(picture: HTMLImageElement): { x: number; y: number } {
  const canvas = h('canvas', { width: SEEN.width, height: SEEN.height });
  const pen = canvas.getContext('2d');
  const middle = { x: 0.5, y: 0.5 };
  if (!pen) return middle;
  pen.drawImage(picture, 0, 0, SEEN.width, SEEN.height);
  let points: Uint8ClampedArray;
  try {
    points = pen.getImageData(0, 0, SEEN.width, SEEN.height).data;
  } catch {
    return middle;
  }
  const shades = Array.from({ length: SEEN.width * SEEN.height }, (_, k) =>
    points.subarray(4 * k, 4 * k + 4).reduce((sum, part) => sum + part, 0),
  );
  const step = (k: number, next: number): number => Math.abs((shades[k] ?? 0) - (shades[next] ?? 0));
  /** How much is drawn at each point: the steps of shade to the next ones. */
  const drawn = shades.map((_, k) => step(k, k + 1) + step(k, k + SEEN.width));
  const covered = (left: number, top: number): number => {
    const rows = Array.from({ length: COVERED.height }, (_, row) => (top + row) * SEEN.width + left);
    return rows.flatMap((k) => drawn.slice(k, k + COVERED.width)).reduce((sum, steps) => sum + steps, 0);
  };
  let best = { cost: Infinity, ...middle };
  for (let top = 0; top < SEEN.height - COVERED.height; top += 2) {
    for (let left = 0; left < SEEN.width - COVERED.width; left += 2) {
      const [x, y] = [(left + COVERED.width / 2) / SEEN.width, (top + COVERED.height / 2) / SEEN.height];
      // Of equally empty places the one nearest to the middle.
      const cost = covered(left, top) + 200 * Math.hypot(x - 0.5, y - 0.5);
      if (cost < best.cost) best = { cost, x, y };
    }
  }
  return best;
}

/** Moves a button to where its picture is emptiest, and shows it there. */
async function settle(button: HTMLElement, picture: HTMLImageElement): Promise<void> {
  button.style.visibility = 'hidden';
  await picture.decode().then(
    () => {
      const { x, y } = emptiest(picture);
      Object.assign(button.style, { left: `${100 * x}%`, top: `${100 * y}%` });
    },
    () => {},
  );
  button.style.visibility = '';
}

export interface Poster {
  /** What a link says after `#`. */
  text: string;
  lang: string | null;
  theme: string | null;
  /** Loads what runs the set-up; the poster stays until that takes its place. */
  play(): void;
}

/** Shows the poster in an element of the page, until the signal aborts. */
export async function showPoster(place: HTMLElement, poster: Poster, signal: AbortSignal): Promise<void> {
  const said = wordsOfText(poster.text);
  const asked = said.get('lang') || poster.lang;
  const lang = asked && languages.includes(asked) ? asked : browserLang();
  const [words, known] = await Promise.all([loadPosterWords(lang), titles(lang)]);
  if (signal.aborted) return;
  const theme = said.get('theme') ?? poster.theme ?? 'auto';
  const dark = matchMedia(DARK);
  const dress = (): void => {
    const worn = theme === 'light' || theme === 'dark' ? theme : dark.matches ? 'dark' : 'light';
    place.dataset['theme'] = worn;
    if (place.hasAttribute('address')) Object.assign(document.documentElement.dataset, { theme: worn });
  };
  dress();
  dark.addEventListener('change', dress, { signal });
  const view = posterView(poster, words, theme, known);
  if (place.hasAttribute('address')) Object.assign(document.documentElement, { lang });
  place.replaceChildren(view);
  if (framed()) postHeight(view, () => Math.min(560, Math.max(240, 0.72 * view.clientWidth)), signal);
}

function posterView({ text, play }: Poster, words: Words, theme: string, known: Record<string, string>): HTMLElement {
  const { t, lang } = words;
  const name = picturedIn(text);
  const title = name === null ? undefined : known[name];
  const button = h(
    'button',
    {
      type: 'button',
      class: 'poster-play',
      'data-action': 'play',
      'aria-label': t('poster.play'),
      click: () => {
        button.disabled = true;
        button.classList.add('busy');
        note.textContent = t('poster.loading');
        play();
      },
    },
    icon('play'),
  );
  const note = h('p', { class: 'poster-note', role: 'status' }, title === undefined ? t('poster.waiting') : '');
  const bath = wordsOfText(text).get('bath') ?? (name === null ? '' : 'square-4x4');
  const figure = title === undefined || name === null ? sketch(bath) : pictureView(name, lang, theme, title);
  const picture = figure.querySelector('img');
  if (picture) void settle(button, picture);
  const whole = text
    .split('&')
    .filter((part) => !/^embed\b/i.test(part))
    .join('&');
  return h(
    'div',
    { class: 'lab embed embed-plot', lang },
    h(
      'main',
      { class: 'stage' },
      h('div', { class: 'figure poster-figure', 'data-figure': 'main' }, figure, button, note),
      h(
        'p',
        { class: 'caption' },
        h('span', {}, title ?? t('poster.title')),
        ' ',
        hasHome() ? linkOut(t('embed.open'), `${pageAddress()}#${whole}`) : null,
      ),
    ),
  );
}
