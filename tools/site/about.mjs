// What the page is made of: the software of others in it, with the texts of their licences. Loaded by nobody who does not ask for it.
import { toRoot, localized } from './html.mjs';
import { escaped } from './raster.mjs';

/** The page that lists them; `notices` as in tools/notices.mjs. */
export function aboutPage({ lang, notices: { packages, texts }, say }) {
  const path = 'about/';
  const root = toRoot(localized(lang, path));
  const rows = packages.map(
    ({ name, version, license }) => `<tr><td lang="en">${escaped(`${name} ${version}`)}</td><td lang="en">${escaped(license)}</td></tr>`,
  );
  const folded = [...texts].map(
    ([text, names]) =>
      `<details><summary lang="en">${escaped(names.join(', '))}</summary><pre lang="en" tabindex="0">${escaped(text)}</pre></details>`,
  );
  const files = `<p><a href="${root}licences.txt">licences.txt</a> · <a href="${root}sbom.cdx.json">sbom.cdx.json</a></p>`;
  const body = `<h1>${escaped(say('about.title'))}</h1>
<p class="lead">${escaped(say('about.lead'))}</p>
<table><thead><tr><th scope="col">${escaped(say('about.package'))}</th><th scope="col">${escaped(say('about.licence'))}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<h2>${escaped(say('about.texts'))}</h2>
${folded.join('\n')}
${files}`;
  return { path, title: say('about.title'), description: say('about.description'), type: 'AboutPage', body };
}
