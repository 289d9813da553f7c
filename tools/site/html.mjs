// The site's HTML beside the lab: heads with everything that search engines and other sites read, and the bodies of the gallery
// and of the pages of set-ups, which say and show their set-up without the program too.
import { CARD, PICTURE } from './card.mjs';
import { escaped } from './raster.mjs';

const DOI = 'https://doi.org/10.1103/PhysRevLett.119.100601';
/** The height that a frame of this width is given where another page shows a set-up. */
const FRAME = { width: 720, height: 560 };

/** Where a page of a language lies below the site's root. English is at the root itself. */
export const localized = (lang, path) => (lang === 'en' ? path : `${lang}/${path}`);

/** From a page back to the root: '' or '../../'. */
export const toRoot = (path) => '../'.repeat(path.split('/').length - 1);

/** What the site puts into the page's head stands between these, so that it can be taken out and put in anew. */
export const marked = (tags) => `<!-- the site --> ${tags} <!-- /the site -->`;
export const bare = (html) => html.replaceAll(/\s*<!-- the site -->[\s\S]*?<!-- \/the site -->/g, '');

const attributes = (values) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');

/**
 * What a page's head says of it. `site` is the address of the site, or '' where the build was not told: then whatever needs an
 * absolute address is left out. `card` names its pictures; `data` is added to what is said as JSON-LD.
 */
export function head({ site, langs, lang, path, title, description, card, alt, data, oembed, brand }) {
  const at = (other) => `${site}${localized(other, path)}`;
  const meta = (name, content) => `<meta${attributes({ [name.startsWith('og:') ? 'property' : 'name']: name, content })}>`;
  const link = (values) => `<link${attributes(values)}>`;
  const picture = `${site}pictures/${card}-${lang}-card.png`;
  const linked = {
    '@context': 'https://schema.org',
    name: title,
    description,
    inLanguage: lang,
    license: 'https://opensource.org/license/mit',
    isAccessibleForFree: true,
    ...data,
    ...(site && { url: at(lang), image: picture }),
  };
  return [
    meta('og:site_name', brand),
    meta('og:type', 'website'),
    meta('og:title', title),
    meta('og:description', description),
    meta('og:locale', { en: 'en_GB', ja: 'ja_JP' }[lang] ?? lang),
    ...(site
      ? [
          link({ rel: 'canonical', href: at(lang) }),
          ...langs.map((other) => link({ rel: 'alternate', hreflang: other, href: at(other) })),
          link({ rel: 'alternate', hreflang: 'x-default', href: at('en') }),
          meta('og:url', at(lang)),
          meta('og:image', picture),
          meta('og:image:type', 'image/png'),
          meta('og:image:width', CARD.width),
          meta('og:image:height', CARD.height),
          meta('og:image:alt', alt),
          meta('twitter:card', 'summary_large_image'),
          meta('twitter:title', title),
          meta('twitter:description', description),
          meta('twitter:image', picture),
          meta('twitter:image:alt', alt),
          oembed && link({ rel: 'alternate', type: 'application/json+oembed', href: `${site}${oembed}`, title }),
        ]
      : []),
    `<script type="application/ld+json">${JSON.stringify(linked).replace(/</g, '\\u003c')}</script>`,
  ]
    .filter(Boolean)
    .join('\n    ');
}

/** What a set-up is, to a search engine. */
export const experiment = {
  '@type': 'LearningResource',
  learningResourceType: 'interactive simulation',
  educationalLevel: 'university',
  isBasedOn: { '@type': 'ScholarlyArticle', name: 'Fluctuation Theorem for Many-Body Pure Quantum States', sameAs: DOI },
};

/** The document for hosts that turn an address into a frame (oEmbed 1.0, oembed.com). */
export const oembed = ({ site, lang, setup, name, title, brand }) => ({
  version: '1.0',
  type: 'rich',
  provider_name: brand,
  provider_url: site,
  title,
  ...FRAME,
  html: `<iframe${attributes({
    src: `${site}#${setup}&lang=${lang}&embed=plot`,
    title,
    ...FRAME,
    loading: 'lazy',
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads',
    allow: 'fullscreen; clipboard-write',
    style: 'border:0;max-width:100%',
  })}></iframe>`,
  thumbnail_url: `${site}pictures/${name}-${lang}-card.png`,
  thumbnail_width: CARD.width,
  thumbnail_height: CARD.height,
});

/** The figure, on the reader's paper. */
export const picture = (root, name, lang, alt, values = {}) =>
  `<picture><source media="(prefers-color-scheme: dark)" srcset="${root}pictures/${name}-${lang}-dark.png"><img${attributes({
    src: `${root}pictures/${name}-${lang}-light.png`,
    width: PICTURE.width,
    height: PICTURE.height,
    alt,
    ...values,
  })}></picture>`;

/** A page without the program: `say` gives its language's words, `own` what the page alone has in its head. */
export function page({ langs, lang, path, title, description, say, names, own = '' }, body) {
  const root = toRoot(localized(lang, path));
  const home = root + localized(lang, '');
  const others = langs.filter((other) => other !== lang);
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
    <title>${escaped(title)} – ${escaped(say('brand'))}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${escaped(description)}">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" type="image/png" href="${root}pictures/icon-192.png">
    <link rel="stylesheet" href="${root}site.css">
    ${own}
  </head>
  <body>
    <div class="wrap">
      <nav class="bar" aria-label="${escaped(say('nav.label'))}">
        <a class="brand" href="${home || './'}" lang="en">${escaped(say('brand'))}</a>
        <a href="${home || './'}">${escaped(say('nav.story'))}</a>
        <a href="${home}presets/second-law/">${escaped(say('nav.lab'))}</a>
        <a href="${home}gallery/">${escaped(say('nav.gallery'))}</a>
        <a href="${home}kit/">${escaped(say('nav.kit'))}</a>
        ${others.map((other) => `<a href="${root}${localized(other, path)}" lang="${other}" hreflang="${other}">${escaped(names[other])}</a>`).join(' ')}
      </nav>
      <main>
${body}
      </main>
      <footer><p>${escaped(say('foot'))} <a href="${home}about/">${escaped(say('nav.about'))}</a></p></footer>
    </div>
  </body>
</html>
`;
}

/** The gallery's own part: the story's chapters, then the presets. `films` are the names of the films there are. */
export function gallery({ lang, entries, words, films, say }) {
  const root = toRoot(localized(lang, 'gallery/'));
  const item = ({ name, path }) => {
    const { title, text, alt } = words[name][lang];
    const film = films.includes(`${name}-${lang}.gif`)
      ? `<a href="${root}films/${name}-${lang}.gif">${escaped(say('gallery.film'))}</a>`
      : '';
    const opens = `${root}${localized(lang, path)}` || './';
    return `<li><a class="open" href="${opens}">${picture(root, name, lang, alt, { loading: 'lazy' })}<h3>${escaped(title)}</h3></a>
<p>${escaped(text)}</p>
<p class="files"><a href="${root}pictures/${name}-${lang}-card.png" aria-label="${escaped(`${say('gallery.card')}: ${title}`)}">${escaped(say('gallery.card'))}</a>${film}</p></li>`;
  };
  const list = (kinds) =>
    `<ul class="gallery">\n${entries
      .filter(({ kind }) => kinds.includes(kind))
      .map(item)
      .join('\n')}\n</ul>`;
  return `<h1>${escaped(say('gallery.title'))}</h1>
<p class="lead text">${escaped(say('gallery.lead'))}</p>
<h2>${escaped(say('gallery.chapters'))}</h2>
${list(['film', 'chapter'])}
<h2>${escaped(say('gallery.presets'))}</h2>
${list(['preset'])}
<p class="lead text">${escaped(say('gallery.use'))}</p>`;
}

/**
 * The page of a set-up: the lab or the story itself, from the page that Vite has built. The set-up stands in the document, and what
 * is shown until the program is there, or without it, is picture and sentence.
 */
export function living(built, { kind, name, setup, path }, { lang, words, own, say, brand }) {
  const place = localized(lang, path);
  const root = toRoot(place);
  const { title, text, alt } = words;
  const late = /<div class="late"[\s\S]*?<\/div>/.exec(built)?.[0] ?? '';
  const shown = picture(root, name, lang, alt, { class: 'story-picture' });
  const home = `${root}${localized(lang, '')}` || './';
  const links = `<p><a href="${home}gallery/">${escaped(say('nav.gallery'))}</a> · <a href="${home}">${escaped(say('live.whole'))}</a></p>`;
  const body =
    kind === 'preset'
      ? `<second-law-lab address lang="${lang}"><article class="poster"><h1>${escaped(title)}</h1>
${shown}
<p>${escaped(text)}</p>
<noscript><p>${escaped(say('live.more'))}</p></noscript>
${links}${late}</article></second-law-lab>`
      : `<second-law-story address lang="${lang}"><div class="story"><main class="story-wrap"><section class="story-chapter"><h1>${escaped(title)}</h1>
${shown}
<p>${escaped(text)}</p>
<noscript><p>${escaped(say('live.more'))}</p></noscript>
${links}</section>${late}</main></div></second-law-story>`;
  return built
    .replace('<html lang="en"', `<html lang="${lang}" data-setup="${escaped(setup)}" data-root="${root}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)} – ${escaped(brand)}</title>`)
    .replace(/(<meta name="description" content=")[^"]*/, (_, start) => start + escaped(text))
    .replace(/<body>[\s\S]*<\/body>/, () => `<body>\n    ${body}\n  </body>`)
    .replaceAll(/(src|href)="\.\//g, `$1="${root}`)
    .replace('</head>', () => `  ${own}\n  </head>`);
}
