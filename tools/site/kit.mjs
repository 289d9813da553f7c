// The teaching kit: a page that leads to it with notes for the lecturer, a worksheet and its answers for each length of a lesson, and
// what is computed and claimed. Words stand in site/kit/LANG.json, numbers in site/kit/numbers.json (crate/lab/tests/kit.rs).
import { localized, toRoot } from './html.mjs';
import { escaped } from './raster.mjs';

/** The questions in their order: the shortest lesson, in minutes, that asks each, and the set-up that it is about. */
const QUESTIONS = [
  { id: 'film', from: 15, setup: 'chapter=film' },
  { id: 'back', from: 15, setup: 'chapter=film' },
  { id: 'nudge', from: 15, setup: 'chapter=film' },
  { id: 'arrow', from: 15, setup: 'chapter=4' },
  { id: 'coupling', from: 45, setup: 'coupling=0.5,1,2&times=lin:0:20:2001' },
  { id: 'ledger', from: 45, setup: 'coupling=1&times=lin:0:5:251' },
  { id: 'particles', from: 45, setup: 'preset=wrong-chemical-potential&coupling=1' },
  { id: 'every', from: 45, setup: 'preset=all-eigenstates&coupling=1&occupation=1' },
  { id: 'news', from: 45, setup: 'coupling=1&times=lin:0:5:251&panel=light-cone' },
  { id: 'average', from: 90, setup: 'preset=fluctuation&coupling=0.1,1' },
  { id: 'thermal', from: 90, setup: 'preset=finite-size' },
  { id: 'chain', from: 90, setup: 'preset=integrable-chain' },
  { id: 'kick', from: 90, setup: 'coupling=1&times=lin:0:10:501&turn=5&panel=reversal&kick=0.1&kick-site=5' },
  { id: 'claim', from: 90, setup: 'preset=long-times&coupling=1' },
];

const LESSONS = [15, 45, 90];

/** Presets about what was argued over, as far as the engine has them. */
const ARGUED = ['fluctuation', 'long-times', 'all-eigenstates', 'late-times', 'information', 'dispute', 'reversal-nudge'];

const PAPERS = {
  paper: '1603.07857',
  critics: '1712.02128',
  reply: '1712.05172',
  settled: '1706.10112',
  long: '2102.12083',
  later: '2102.12294',
};

export const setups = QUESTIONS.map(({ setup }) => setup);

const asked = (minutes) => QUESTIONS.filter(({ from }) => from <= minutes);

/** A number as a sentence writes it: that many decimals, a true minus, thousands apart as the language has it. */
export function written(value, decimals, lang) {
  const grouped = value >= 1000 && !(lang === 'ja' && value < 10_000);
  const digits = grouped ? value.toLocaleString('en', { maximumFractionDigits: decimals }) : value.toFixed(decimals);
  return digits.replace('-', '\u2212');
}

/** The kit's words in a language: `{name:decimals}` is one of its numbers, `{name}` one of the values. */
export function kitWords(texts, numbers, lang) {
  return (key, values = {}) => {
    if (!(key in texts)) throw new Error(`the kit has no text '${key}' (${lang})`);
    return texts[key].replace(/\{([\w-]+)(?::(\d))?\}/g, (hole, name, decimals) => {
      const value = decimals === undefined ? values[name] : numbers[name] !== undefined && written(numbers[name], Number(decimals), lang);
      if (value === undefined || value === false) throw new Error(`${key} (${lang}): nothing fills ${hole}`);
      return value;
    });
  };
}

/** All pages of a language: `{ path, title, description, body }`. */
export function kitPages({ lang, texts, numbers, site, presets }) {
  const t = kitWords(texts, numbers, lang);
  const say = (key, values) => escaped(t(key, values));
  const listed = (prefix) =>
    Object.keys(texts)
      .filter((key) => key.startsWith(`${prefix}.`) && /^\d+$/.test(key.slice(prefix.length + 1)))
      .map((key) => say(key));
  const bullets = (prefix) =>
    `<ul>${listed(prefix)
      .map((text) => `<li>${text}</li>`)
      .join('')}</ul>`;

  const sheet = (minutes, answered) => {
    const path = answered ? `kit/${minutes}/answers/` : `kit/${minutes}/`;
    const home = toRoot(localized(lang, path)) + localized(lang, '');
    const question = ({ id, setup }) => `<li class="question"><h2>${say(`q.${id}`)}</h2>
<p>${say(`q.${id}.ask`)}</p>
<p class="try"><a href="${home}#${escaped(setup)}">${say('open')}</a> <span class="address">${escaped(site ? `${site}${localized(lang, '')}` : '')}#${escaped(setup)}</span></p>
${answered ? `<p class="answer"><b>${say('answer')}</b> ${say(`q.${id}.answer`)}</p>` : '<div class="room"></div>'}</li>`;
    const key = answered ? 'answers' : 'sheet';
    const values = { minutes, count: asked(minutes).length };
    const fields = `<p class="fields"><span>${say('name')}</span><span>${say('date')}</span></p>`;
    return {
      path,
      title: t(key, values),
      description: t(`${key}.description`, values),
      body: `<h1>${say(`${minutes}.title`)}</h1>
<p class="lead">${say(key, values)} · ${say('questions', values)}</p>
${answered ? '' : fields}
<ol class="questions">
${asked(minutes).map(question).join('\n')}
</ol>`,
    };
  };

  const lesson = (minutes) => `<li><h3>${say(`${minutes}.title`)}</h3><p>${say(`${minutes}.for`)}</p>
<p><a href="${minutes}/">${say('sheet', { minutes })}</a> · <a href="${minutes}/answers/">${say('answers', { minutes })}</a></p></li>`;
  const index = {
    path: 'kit/',
    title: t('title'),
    description: t('description'),
    body: `<div class="text"><h1>${say('title')}</h1>
<p class="lead">${say('lead')}</p>
<h2>${say('sheets')}</h2>
<ul class="lessons">${LESSONS.map(lesson).join('\n')}</ul>
<p class="lead">${say('print')}</p>
<p><a href="method/">${say('method')}</a></p>
<h2 id="notes">${say('notes')}</h2>
<h3>${say('notes.before')}</h3>${bullets('notes.before')}
${LESSONS.map((minutes) => `<h3>${say(`notes.${minutes}`)}</h3>${bullets(`notes.${minutes}`)}`).join('\n')}
<h3>${say('notes.mistakes')}</h3>${bullets('notes.mistakes')}</div>`,
  };

  const section = (name, extra = '') =>
    `<h2>${say(`m.${name}`)}</h2>${listed(`m.${name}`)
      .map((text) => `<p>${text}</p>`)
      .join('')}${extra}`;
  const argued = presets.filter(({ id }) => ARGUED.includes(id));
  const links = `<ul>${argued.map(({ id, title }) => `<li><a href="../../presets/${id}/">${escaped(title)}</a></li>`).join('')}</ul>`;
  const references = Object.entries(PAPERS).map(
    ([name, number]) => `<li>${say(`ref.${name}`)}, <a href="https://arxiv.org/abs/${number}">arXiv:${number}</a></li>`,
  );
  const method = {
    path: 'kit/method/',
    title: t('method'),
    description: t('method.description'),
    body: `<div class="text"><h1>${say('method')}</h1>
<p class="lead">${say('method.description')}</p>
${['model', 'assumed', 'proved'].map((name) => section(name)).join('\n')}
${section('dispute', links)}
${section('words')}
<h2>${say('m.references')}</h2>
<ul>${references.join('\n')}</ul></div>`,
  };
  return [index, ...LESSONS.flatMap((minutes) => [sheet(minutes, false), sheet(minutes, true)]), method];
}
