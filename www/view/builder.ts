// The dialog in which a set-up is made ready for another place: what is shown, in whose language, colours and size, as a frame that
// can be looked at, and the text for it in whichever way the other side takes (ways.ts).
import { file, presets, schema, set } from '../engine/wasm';
import { languages, loadAside, loadWords, ownName, textOf, type Key, type Words } from '../i18n';
import { labText } from '../room';
import { pageAddress, siteFile } from '../site';
import styles from '../styles/builder.css?inline';
import { mainView } from './chart-view';
import type { Context } from './context';
import { copying } from './copying';
import { h, plain, uniqueId, type Child } from './dom';
import { ALLOW, MOST_CARRIED, SANDBOX, type FrameMode, type FrameSize } from './embed-code';
import { exported, Noise, pictureOf, save } from './export';
import { icon } from './icons';
import { codeOf } from './qr';
import { slim } from './slim';
import { titleOf } from './title';
import { PICTURED, textOfWay, WAYS, type Shared, type Way } from './ways';
import { wear } from './wear';

const MODES: readonly FrameMode[] = ['poster', 'plot', 'slider', 'full'];
const THEMES = ['light', 'dark'] as const;

/** A frame's sides in CSS px. */
const SIDE = { least: 240, most: 4000 };
const SIZE: FrameSize = { width: 720, height: 540 };

/** The picture that a poster's code carries: small, and legible in a narrow frame. */
const CARRIED: FrameSize = { width: 560, height: 420 };

interface Chosen {
  mode: FrameMode;
  /** Empty and `auto`: the reader's own. */
  lang: string;
  theme: string;
  size: FrameSize | null;
  way: Way;
}

/** Which preset's picture shows this set-up; undefined where there is none. */
const preset = ({ session }: Context) =>
  siteFile('') === null ? undefined : presets().find((each) => each.id === session.values['preset'] && session.isPreset(each));

/** The figure as an SVG document, on the paper that was chosen; undefined where nothing is computed yet, and where it is too large. */
function drawing(context: Context, theme: string): string | undefined {
  const { record, state } = context.session.runner;
  if (!record || state !== 'done') return undefined;
  const worn = theme === 'light' || theme === 'dark' ? theme : context.theme;
  const { width, height } = CARRIED;
  const view = { ...exported(mainView({ ...context, theme: worn }, width, height), titleOf(context)), ...CARRIED };
  const bytes = file(record, 'svg', view, context.texts);
  const picture = bytes ? slim(new TextDecoder().decode(bytes)) : '';
  return picture !== '' && picture.length <= MOST_CARRIED ? picture : undefined;
}

/** What the texts are made of; `words` are those of the frame. */
function shared(context: Context, chosen: Chosen, words: Words): Shared {
  const { session, panel } = context;
  const { mode, lang, theme, size } = chosen;
  const written = set(set(session.text, 'lang', lang).text, 'theme', theme).text;
  const shown = (embed: string): string => `${pageAddress()}#${labText(set(written, 'embed', embed).text)}`;
  const known = preset(context);
  const paper = theme === 'dark' ? 'dark' : 'light';
  const own = mode === 'poster' && !known ? drawing(context, theme) : undefined;
  return {
    mode,
    address: shown(mode),
    page: shown('off'),
    title: textOf(words, `embed.title.${panel.id}`),
    size,
    picture: (known && siteFile(`pictures/${known.id}-${words.lang}-${paper}.png`)) ?? `second-law-lab-${panel.id}.png`,
    ...(own === undefined ? {} : { carried: { picture: own, plot: shown('plot') } }),
  };
}

/** The frame as another page would show it; for a poster with a picture of its own, that until it is pressed. */
function preview({ t }: Words, { mode, address, title, size, carried }: Shared): HTMLElement {
  const shape = size ? '' : ` fluid ${mode}`;
  const frame = (src: string): HTMLElement => {
    const element = h('iframe', { class: `builder-frame${shape}`, src, title, sandbox: SANDBOX, allow: ALLOW });
    if (size) Object.assign(element.style, { width: `${size.width}px`, height: `${size.height}px` });
    return element;
  };
  if (!carried) return frame(address);
  const image = h('img', { alt: title, src: `data:image/svg+xml,${encodeURIComponent(carried.picture)}` });
  const press = (): void => poster.replaceWith(frame(carried.plot));
  const poster: HTMLElement = h(
    'div',
    { class: `builder-frame builder-poster${shape}` },
    image,
    h('button', { type: 'button', class: 'round primary', 'aria-label': t('aside.build.play'), click: press }, icon('play')),
  );
  if (size) Object.assign(poster.style, { width: `${size.width}px`, height: `${size.height}px` });
  return poster;
}

/** Buttons of which one is chosen. */
function radios<V extends string>(legend: string, names: [V, string][], now: V, choose: (value: V) => void): HTMLElement {
  const group = uniqueId('builder');
  const one = ([value, words]: [V, string]): HTMLElement =>
    h(
      'label',
      { class: 'builder-choice' },
      h('input', { type: 'radio', name: group, value, checked: value === now, change: () => choose(value) }),
      h('span', {}, words),
    );
  return h('fieldset', {}, h('legend', {}, legend), h('div', { class: 'builder-choices' }, ...names.map(one)));
}

function select(label: string, names: [string, string][], now: string, choose: (value: string) => void): HTMLElement {
  const element = h(
    'select',
    { change: () => choose(element.value) },
    ...names.map(([value, words]) => h('option', { value, selected: value === now }, words)),
  );
  return h('label', { class: 'builder-select' }, h('span', {}, label), element);
}

/** As wide as there is room, or two numbers. */
function sizes({ t }: Words, choose: (size: FrameSize | null) => void): HTMLElement {
  const wrong = h('p', { class: 'field-error', role: 'alert' });
  const numbers = (['width', 'height'] as const).map((side) => {
    const input = h('input', {
      inputmode: 'numeric',
      autocomplete: 'off',
      value: SIZE[side],
      'aria-label': t(`aside.build.${side}`),
      input: () => read(),
    });
    return { side, input };
  });
  const fields = h(
    'span',
    { class: 'builder-size', hidden: true },
    ...numbers.flatMap(({ input }, place): Child[] => [place > 0 && ' × ', input]),
    ' px',
  );
  const read = (): void => {
    const size = { ...SIZE };
    let bad = false;
    for (const { side, input } of numbers) {
      // Hands that write Japanese write digits of full width.
      size[side] = Number(input.value.normalize('NFKC').trim() || NaN);
      const refused = !Number.isInteger(size[side]) || size[side] < SIDE.least || size[side] > SIDE.most;
      input.setAttribute('aria-invalid', String(refused));
      bad ||= refused;
    }
    wrong.textContent = bad ? t('aside.build.size.wrong', SIDE) : '';
    if (!bad) choose(size);
  };
  const names: [string, string][] = [
    ['fluid', t('aside.build.size.fluid')],
    ['fixed', t('aside.build.size.fixed')],
  ];
  const kind = select(t('aside.build.size'), names, 'fluid', (value) => {
    fields.hidden = value === 'fluid';
    if (value === 'fixed') return read();
    wrong.textContent = '';
    choose(null);
  });
  return h('div', { class: 'builder-sizes' }, kind, fields, wrong);
}

/** Where no frame of the page can stand in this document: a file has no site, and its policy lets no frame in. */
const framesNothing = (): boolean => location.protocol === 'file:' || document.documentElement.dataset['root'] !== undefined;

function dialog(context: Context): HTMLDialogElement {
  const { session, panel, t, lang: own } = context;
  const { said, field, say, copy } = copying(context, false);
  const chosen: Chosen = {
    mode: 'plot',
    lang: session.values['lang'] ?? '',
    theme: session.values['theme'] ?? 'auto',
    size: null,
    way: 'frame',
  };
  /** Those of the language that the frame is fixed to. */
  let words: Words = context;
  let now = shared(context, chosen, words);

  const stage = h('div', { class: 'builder-stage', role: 'group', 'aria-label': t('aside.build.preview') });
  const hint = h('p', { class: 'builder-hint' });
  const code = h('div', { class: 'builder-code', role: 'img', 'aria-label': t('aside.stage.code') });
  const press = (key: Key, action: () => void, ...more: Child[]): HTMLButtonElement =>
    h('button', { type: 'button', click: action }, ...more, t(key));
  const take = press('aside.build.copy', () => void copy(field.value, t('share.copied')));
  take.classList.add('primary');
  const savePicture = async (): Promise<void> => {
    try {
      save(panel.id, 'png', await pictureOf(context));
    } catch (error) {
      say(t(error instanceof Noise ? 'share.noise' : 'share.failed'));
    }
  };
  const picture = h(
    'div',
    { class: 'builder-own' },
    h('p', {}, t('aside.build.picture')),
    press('aside.build.save', () => void savePicture()),
  );
  const saveCode = press('aside.build.code.save', () => {
    const drawn = code.querySelector('svg');
    if (drawn) save(`${panel.id}-qr`, 'svg', new Blob([new XMLSerializer().serializeToString(drawn)], { type: 'image/svg+xml' }));
  });

  let shownFrame = '';
  const showFrame = (): void => {
    const looks = JSON.stringify([now.mode, now.address, now.size, now.carried?.picture]);
    if (looks === shownFrame) return;
    shownFrame = looks;
    // A new element each time: another address in the same one would be a step of the history.
    stage.replaceChildren(framesNothing() ? h('p', {}, t('aside.build.file')) : preview(context, now));
  };
  const showText = (): void => {
    const { way } = chosen;
    field.value = textOfWay(way, now);
    hint.textContent = t(`aside.build.hint.${way}`);
    picture.hidden = !PICTURED.includes(way) || preset(context) !== undefined;
    const drawn = way === 'qr';
    code.hidden = saveCode.hidden = !drawn;
    code.replaceChildren(...(drawn ? [codeOf(field.value)] : []));
  };
  const update = (): void => {
    now = shared(context, chosen, words);
    showFrame();
    showText();
  };
  const choose = (changes: Partial<Chosen>): void => {
    Object.assign(chosen, changes);
    update();
  };
  const chooseLang = (lang: string): void => {
    choose({ lang });
    // A frame is called something in the language that it speaks.
    void loadWords(lang || own).then((loaded) => {
      if (chosen.lang !== lang) return;
      words = loaded;
      update();
    });
  };

  const parameter = schema().parameters.find(({ key }) => key === panel.slider);
  const slider = parameter ? textOf(context, `parameter.${parameter.key}.label`) : '';
  const modes = MODES.filter((mode) => mode !== 'slider' || (parameter && !session.hides(panel.slider)));
  const open = t('aside.build.open');
  const title = h('h2', { id: uniqueId('builder-title') }, t('aside.build.title'));
  const leave = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': t('messages.dismiss'), click: () => sheet.close() },
    icon('close'),
  );
  const sheet: HTMLDialogElement = h(
    'dialog',
    { class: 'builder', 'aria-labelledby': title.id },
    h('div', { class: 'builder-head' }, title, leave),
    h(
      'div',
      { class: 'builder-body' },
      h(
        'div',
        { class: 'builder-look' },
        radios(
          t('aside.build.mode'),
          modes.map((mode): [FrameMode, string] => [mode, t(`aside.build.mode.${mode}`, { slider: plain(slider) })]),
          chosen.mode,
          (mode) => choose({ mode }),
        ),
        h(
          'div',
          { class: 'builder-selects' },
          select(
            t('aside.build.lang'),
            [['', open], ...languages.map((lang): [string, string] => [lang, ownName(lang)])],
            chosen.lang,
            chooseLang,
          ),
          select(
            t('aside.build.theme'),
            [['auto', open], ...THEMES.map((theme): [string, string] => [theme, t(`theme.${theme}`)])],
            chosen.theme,
            (theme) => choose({ theme }),
          ),
          sizes(context, (size) => choose({ size })),
        ),
      ),
      stage,
      h(
        'div',
        { class: 'builder-take' },
        radios(
          t('aside.build.way'),
          WAYS.map((way): [Way, string] => [way, t(`aside.build.way.${way}`)]),
          chosen.way,
          (way) => choose({ way }),
        ),
        hint,
        picture,
        code,
        field,
        h('div', { class: 'builder-hands' }, take, saveCode, said),
      ),
    ),
  );
  // A run that ends brings the poster's picture; the keys are none of the page's behind.
  session.changes.on(['state'], () => sheet.open && update(), context.signal);
  sheet.addEventListener('keydown', (event) => event.stopPropagation());
  sheet.addEventListener('close', () => sheet.remove());
  sheet.addEventListener('click', ({ target }) => target === sheet && sheet.close());
  update();
  if (chosen.lang) chooseLang(chosen.lang);
  return sheet;
}

/** Opens it in `place`, once. Rejects where a part of it cannot be had. */
export async function openBuilder(context: Context, place: HTMLElement): Promise<void> {
  await loadAside(context);
  if (context.signal.aborted || place.querySelector('.builder')) return;
  wear(document, styles);
  const sheet = dialog(context);
  place.append(sheet);
  sheet.showModal();
}
