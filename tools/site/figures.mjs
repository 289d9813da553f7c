// Figures of set-ups as SVG elements, computed with the page's engine and drawn with the page's code: at rest, or at a moment of a film.
import { loadEngine } from '../engine.mjs';
import { openKnown } from '../known.mjs';
import { openSource } from '../source.mjs';
import { computeStory, palettes, plotAlone, storyCode, storyScenes } from '../story.mjs';
import { SvgPen } from '../svg-pen.mjs';
import { filled } from './entries.mjs';
import { FAMILY } from './raster.mjs';

/** What each figure of the story shows when a film of it has come to `share`, from 0 to 1. */
const FILMS = {
  film: (share, { turn }) => ({ time: turn * share }),
  1: (share, { turn }) => {
    const time = turn * (1 - Math.abs(2 * share - 1));
    return share <= 0.5 ? { time } : { time, back: true, untouchedTo: time };
  },
  2: (share, { turn }) => ({ picture: 'alone', time: turn * share }),
  3: (share, { turn }) => ({ picture: 'bands', time: turn * share }),
  4: (share, { turn, nudged, site }) => ({
    time: turn * (1 - share),
    back: true,
    untouchedTo: 0,
    nudged,
    nudgedTo: turn * (1 - share),
    site,
  }),
  5: (share, { turn }) => ({ picture: 'cone', time: turn * share }),
  // How many of the states are there.
  6: (share) => ({ picture: 'every', opacity: share }),
  7: (share) => ({ picture: 'gentle', opacity: share }),
};

/** A picture that is text is read in the reader's own font: the widest that systems have are wider than the one that is measured here by so much. */
const WIDER = 1.2;
const anyFont =
  (width) =>
  (...text) =>
    WIDER * width(...text);

/**
 * Opens what figures need. `story()` and `preset(entry)` give `{ figure, alt }`: `figure(entry, lang, theme)(width, height, share)` is the
 * SVG element of that size; without `share` it is at rest. `alt` is what it shows, by language, as far as the engine says it.
 */
export async function openFigures(texts, raster) {
  const langs = Object.keys(texts);
  const [engine, source, colours] = await Promise.all([loadEngine(), openSource(), palettes()]);
  const code = await storyCode(source);
  const words = Object.fromEntries(langs.map((lang) => [lang, new engine.bindings.Words(JSON.stringify(texts[lang]))]));

  async function story() {
    const { known, keep } = await openKnown('story');
    const { findings, nudged } = computeStory(engine, known, code);
    await keep();
    const scenes = storyScenes({ nudged }, code);
    const film = { turn: code.TURN, site: code.NUDGED_SITE, nudged: nudged[code.NUDGED_SITE] };
    const figure =
      ({ id }, lang, theme) =>
      (width, height, share) => {
        const layout = code.layoutOf(width, height, {
          place: 'chapter',
          alone: plotAlone(id),
          grown: 0,
          farLabel: raster.width(texts[lang]['story.lattice.far'], 1),
          screen: height,
        });
        const pen = new SvgPen(anyFont(raster.width));
        const t = (key, values) => filled(texts[lang][key], values);
        const brush = new code.Brush(pen, colours[theme], layout.type, FAMILY);
        const scene = share === undefined ? scenes[id] : FILMS[id](share, film);
        code.paint(brush, layout, { ...code.opening(), ...scene }, findings, { t, lang });
        return `<rect width="${width}" height="${height}" fill="${colours[theme].card}"/>${pen.marks()}`;
      };
    return { figure, alt: null };
  }

  async function preset({ name, pictured }) {
    const { known, keep } = await openKnown(name);
    const record = engine.record(pictured, known);
    await keep();
    const { from, to, spacing } = JSON.parse(engine.bindings.read(pictured)).times;
    // A film of all eigenstates lets them come from low to high energy; every other one moves the time that is pointed out.
    const levels = JSON.parse(record.points()).x.length > 0;
    const at = (share) => (spacing === 'log' ? from * (to / from) ** share : from + (to - from) * share);
    const figure = (_, lang, theme) => (width, height, share) => {
      const view = {
        width,
        height,
        theme,
        font: width < 600 ? 13 : 15,
        legend: width >= 600,
        unnamed: true,
        inset: true,
        background: true,
        caption: '',
      };
      if (share !== undefined && !levels) view.cursor = at(share);
      const svg = new TextDecoder()
        .decode(record.file('svg', JSON.stringify(view), words[lang]))
        .replace(/<(title|desc)>[\s\S]*?<\/\1>/g, '');
      return share === undefined || !levels ? svg : pointsUpTo(svg, share);
    };
    return { figure, alt: Object.fromEntries(langs.map((lang) => [lang, record.summary(words[lang])])) };
  }

  return { story, preset, code, colours, close: () => source.close() };
}

/** A chart with only those of its points that lie in the left part of them all. */
function pointsUpTo(svg, share) {
  const place = (point) => Number(/ cx="([\d.-]+)"/.exec(point)[1]);
  const places = (svg.match(/<circle [^>]*>/g) ?? []).map(place);
  const [left, right] = [Math.min(...places), Math.max(...places)];
  return svg.replace(/<circle [^>]*>/g, (point) => (place(point) <= left + share * (right - left) ? point : ''));
}
