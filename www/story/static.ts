// The story as plain HTML, for readers without the program and until it is there: the same words and numbers.
import { CHAPTERS, type Chapter } from '../room';
import { firstKey, titleKey } from './chapter-words';
import { valuesOf, type Facts } from './facts';
import { PAPERS } from './papers';
import type { Lang, Key, Say, Values } from './words';

/** Where the pictures lie, one for the head and one for each chapter. */
export type Pictures = Record<'film' | Chapter, string>;

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replaceAll('~', '&nbsp;');

export function staticStory(texts: Record<Lang, Record<Key, string>>, facts: Facts, pictures: Pictures): string {
  const sayIn =
    (lang: Lang): Say =>
    (key: Key, values: Values = {}) =>
      (texts[lang]?.[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  const t = sayIn('en');
  const picture = (which: 'film' | Chapter): string => {
    const said = which === 'film' ? t('story.embed') : t(`story.${which}.figure`, valuesOf(facts, which, 'en'));
    return `<img class="story-picture" src="${pictures[which]}" width="720" height="360" alt="${escape(said)}">`;
  };
  const chapter = (number: Chapter): string => {
    const values = valuesOf(facts, number, 'en');
    const say = (key: Key): string => escape(t(key, values));
    return `<section class="story-chapter" data-chapter="${number}">
<p class="story-kicker">${number} · ${say(`story.${number}.kicker`)}</p>
<h2>${say(titleKey(number, facts))}</h2>
${picture(number)}
<p>${say(firstKey(number, facts))}</p>
<p>${say(`story.${number}.second`)}</p>
<p class="story-fine">${say(`story.${number}.fine`)}</p>
</section>`;
  };
  const head = (lang: Lang): string =>
    `<h1>${escape(sayIn(lang)('story.title'))}</h1>\n<p class="story-lead">${escape(sayIn(lang)('story.lead'))}</p>`;
  const others = Object.keys(texts).filter((lang) => lang !== 'en');
  const briefly = (lang: Lang): string => `<section lang="${lang}">${head(lang).replaceAll('h1>', 'h2>')}
<p>${escape(sayIn(lang)('story.static'))}</p></section>`;
  const source = t('story.source', { work: t('footer.work') }).replace(
    /\{(\w+)\}/g,
    (_, name: keyof typeof PAPERS) => `<a href="https://arxiv.org/abs/${PAPERS[name].slice('arXiv:'.length)}">${PAPERS[name]}</a>`,
  );
  return `<div class="story">
<header class="story-first story-wrap">
<div class="story-bar"><p class="story-brand">${escape(t('brand'))}</p></div>
${head('en')}
<div class="story-card" data-figure="main"><noscript>${picture('film')}</noscript></div>
</header>
<noscript>
<main class="story-wrap story-static">
${CHAPTERS.map(chapter).join('\n')}
${others.map(briefly).join('\n')}
<p>${escape(t('story.static'))}</p>
</main>
<footer class="story-wrap story-source"><p>${source}</p></footer>
</noscript>
</div>`;
}
