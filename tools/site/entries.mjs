// What has a page and pictures of its own beside the lab: the film, each chapter of the story, each preset.

/**
 * Set-ups whose picture is of less than the whole, so that a build does not wait for it: what differs from the preset.
 * The levels and states are the preset's own; there are fewer curves, times or random vectors.
 */
const SMALLER = {
  'beyond-the-paper': 'coupling=1&times=lin:0:5:41',
  'canonical-comparison': 'samples=2&times=lin:0:20:81',
};

/** Those that take longest are begun first. */
const SLOWEST = ['beyond-the-paper', 'size-matters', 'all-eigenstates', 'disorder'];

/**
 * All of them: `{ kind, name, path, setup, pictured, panel }`. `name` is that of its pictures, `path` that of its page from the
 * site's root, `setup` what a link says after `#`, `pictured` the set-up that is drawn and `panel` its panel; a chapter has neither.
 */
export function entriesOf({ bindings }) {
  const told = (id) => ({ kind: 'chapter', name: `chapter-${id}`, id, path: `chapters/${id}/`, setup: `chapter=${id}` });
  const chapters = ['1', '2', '3', '4', '5', '6', '7'].map(told);
  const film = { kind: 'film', name: 'film', id: 'film', path: '', setup: '' };
  const presets = JSON.parse(bindings.presets()).map(({ id }) => {
    const setup = `preset=${id}`;
    const pictured = [setup, SMALLER[id]].filter(Boolean).join('&');
    return { kind: 'preset', name: id, id, path: `presets/${id}/`, setup, pictured, panel: JSON.parse(bindings.read(setup)).values.panel };
  });
  return [film, ...chapters, ...presets];
}

/** Parts of the work that are done side by side: the whole story, and each preset. */
export function jobsOf(entries) {
  const presets = entries.filter(({ kind }) => kind === 'preset');
  const place = ({ id }) => (SLOWEST.includes(id) ? SLOWEST.indexOf(id) : SLOWEST.length);
  const story = { name: 'story', entries: entries.filter(({ kind }) => kind !== 'preset') };
  const jobs = [...presets].sort((a, b) => place(a) - place(b)).map((entry) => ({ name: entry.name, entries: [entry] }));
  return [...jobs.slice(0, 1), story, ...jobs.slice(1)].filter((job) => job.entries.length > 0);
}

/** A text with its slots filled; `~` stands for a space that does not break. */
export const filled = (text, values = {}) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole).replaceAll('~', '\u00a0');

/** Title, sentence and, for chapters, what the picture shows, in the texts of one language. */
export function wordsFor({ kind, id }, lang, texts, facts, { valuesOf, titleKey, firstKey }) {
  if (kind === 'preset') return { title: texts[`preset.${id}.title`], text: texts[`preset.${id}.blurb`], alt: null };
  if (kind === 'film') return { title: filled(texts['story.title']), text: filled(texts['story.lead']), alt: filled(texts['story.embed']) };
  const chapter = Number(id);
  const say = (key) => filled(texts[key], valuesOf(facts, chapter, lang));
  return {
    title: say(titleKey(chapter, facts)),
    text: [firstKey(chapter, facts), `story.${id}.second`].map(say).join(lang === 'ja' ? '' : ' '),
    alt: say(`story.${id}.figure`),
  };
}
