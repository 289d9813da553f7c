// Everything that the built site has beside the page itself: pictures, gallery, a page for each chapter and preset, icons and
// manifest, what search engines and other sites read. Written into dist/ after the page.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadEngine } from '../engine.mjs';
import { billOfMaterials, licences, notices } from '../notices.mjs';
import { main, root, textsIn } from '../project.mjs';
import { aboutPage } from './about.mjs';
import { entriesOf } from './entries.mjs';
import { bare, experiment, gallery, head, living, localized, marked, oembed, page } from './html.mjs';
import { drawIcons, manifest, worker } from './install.mjs';
import { kitPages } from './kit.mjs';
import { drawPictures, pictureFolder } from './pictures.mjs';
import { titles } from './posters.mjs';
import { singleFile } from './single.mjs';

const dist = join(root, 'dist');
export const filmFolder = join(root, 'www/pkg/films');

/** The address of the site, from the build option SITE_URL, with a slash at its end; '' where the build was not told. */
export function siteAddress(given = process.env.SITE_URL ?? '') {
  if (given === '') return '';
  const address = URL.canParse(given) ? new URL(given) : null;
  if (!address || !/^https?:$/.test(address.protocol) || address.search || address.hash) {
    throw new Error(`SITE_URL=${given}: an address such as https://example.org/lab/ was expected`);
  }
  return address.href.endsWith('/') ? address.href : `${address.href}/`;
}

const json = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));

/** Writes the site around the page in `folder`, for the address `site`: see `siteAddress`. */
export async function buildSite({ site = siteAddress(), folder = dist } = {}) {
  const [texts, words, { facts }] = await Promise.all([textsIn('www/texts'), textsIn('site/texts'), json('www/pkg/story.json')]);
  const langs = Object.keys(texts);
  const names = Object.fromEntries(langs.map((lang) => [lang, words[lang].name]));
  const foots = Object.fromEntries(langs.map((lang) => [lang, words[lang].paper]));
  const entries = entriesOf(await loadEngine());
  const drawn = await drawPictures(entries, { texts, facts, foots });
  const films = await copyPictures(folder);
  const write = async (path, content) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  await write('manifest.webmanifest', manifest(words.en.brand, words.en['manifest.description']));
  await cp(join(root, 'site/site.css'), join(folder, 'site.css'));

  const others = await notices();
  await write('licences.txt', await licences(others));
  await write('sbom.cdx.json', `${JSON.stringify(await billOfMaterials(others), null, 1)}\n`);

  const numbers = await json('site/kit/numbers.json');
  const paths = entries.map(({ path }) => path);
  const built = installable(await readFile(join(folder, 'index.html'), 'utf8'));
  for (const lang of langs) {
    const say = (key) => words[lang][key];
    const common = { site, langs, lang, brand: say('brand') };
    await write(`pictures/posters-${lang}.js`, titles(entries, drawn, lang));
    for (const entry of entries) await writeEntry(write, built, entry, { ...common, say, words: drawn[entry.name][lang] });
    const presets = entries.filter(({ kind }) => kind === 'preset').map(({ name, id }) => ({ id, title: drawn[name][lang].title }));
    const own = [
      {
        path: 'gallery/',
        title: say('gallery.title'),
        description: say('gallery.description'),
        type: 'CollectionPage',
        body: gallery({ lang, entries, words: drawn, films, say }),
      },
      aboutPage({ lang, notices: others, say }),
      ...kitPages({ lang, texts: await json(`site/kit/${lang}.json`), numbers, site, presets }),
    ];
    for (const { body, type = 'LearningResource', ...told } of own) {
      const shown = { ...common, ...told };
      const tags = head({ ...shown, card: 'film', alt: drawn.film[lang].alt, data: { '@type': type } });
      await write(`${localized(lang, told.path)}index.html`, page({ ...shown, say, names, own: tags }, body));
      if (!paths.includes(told.path)) paths.push(told.path);
    }
  }
  await write('single.html', await singleFile(folder, site));
  await write('sw.js', await worker(folder));
  if (!site) return;
  await write('sitemap.xml', sitemap(site, langs, paths));
  await write('robots.txt', `User-agent: *\nAllow: /\nSitemap: ${site}sitemap.xml\n`);
}

/** Pictures, films as far as there are some (npm run films), and icons. Returns the names of the films. */
async function copyPictures(folder) {
  await cp(pictureFolder, join(folder, 'pictures'), { recursive: true, filter: (path) => !path.endsWith('.json') });
  await drawIcons(join(folder, 'pictures'));
  const films = (await readdir(filmFolder).catch(() => [])).filter((name) => name.endsWith('.gif'));
  for (const name of films) await cp(join(filmFolder, name), join(folder, 'films', name));
  return films;
}

/** The page as Vite has built it, with the site's manifest and icon. */
function installable(html) {
  const tags = '<link rel="manifest" href="./manifest.webmanifest" data-lab> <link rel="apple-touch-icon" href="./pictures/icon-180.png">';
  return bare(html).replace('</head>', () => `  ${marked(tags)}\n  </head>`);
}

/** The page of an entry in a language, and what hosts read that would show it in a frame. */
async function writeEntry(write, built, entry, { site, langs, lang, brand, say, words }) {
  const { kind, name, path } = entry;
  const { title, text, alt } = words;
  const framed = kind === 'preset' ? `${localized(lang, path)}oembed.json` : null;
  const own = head({ site, langs, lang, brand, path, title, description: text, card: name, alt, data: experiment, oembed: framed });
  // The story's head in English is the page that Vite has built, with the whole story in it.
  const front = kind === 'film' && lang === 'en';
  const html = front
    ? built.replace('</head>', () => `  ${marked(own)}\n  </head>`)
    : living(built, entry, { lang, words, own, say, brand });
  await write(`${localized(lang, path)}index.html`, html);
  if (site && framed) await write(framed, `${JSON.stringify(oembed({ site, lang, ...entry, title, brand }))}\n`);
}

function sitemap(site, langs, paths) {
  const at = (lang, path) => `${site}${localized(lang, path)}`;
  const others = (path) => langs.map((lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${at(lang, path)}"/>`).join('');
  const places = paths.flatMap((path) => langs.map((lang) => `<url><loc>${at(lang, path)}</loc>${others(path)}</url>`));
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${places.join('\n')}
</urlset>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(() => buildSite());
