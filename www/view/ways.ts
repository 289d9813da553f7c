// The ways to take a set-up elsewhere, each as the text that the other side takes: a frame, a picture that leads to the page, an
// address, a notebook's line, a slide. Nothing here needs a document.
import { ALLOW, escape, frameCode, HEIGHT_LISTENER, SANDBOX, type FrameCode } from './embed-code';

export interface Shared extends FrameCode {
  /** Where a picture of the figure is, or is to be put: an address, or a file's name. */
  picture: string;
}

/** Signs that end an address in Markdown and BBCode, which a path may hold. */
const bare = (address: string): string =>
  address.replace(/[()[\]<>"'\\\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const inMarkdown = (text: string): string => text.replace(/[\\[\]*_`<&]/g, '\\$&');

/** A string of Python's; all that JSON escapes, Python does too. */
const inPython = (text: string): string => JSON.stringify(text);

const linkedImage = ({ page, picture, title }: Shared): string =>
  `<a href="${escape(page)}"><img src="${escape(picture)}" alt="${escape(title)}"></a>`;

/** Heights of frames where nothing but a number can be said, in CSS px. */
const NOTEBOOK = 560;
const NOTEBOOK_FULL = 960;
const SLIDE = { width: 960, height: 560 };
/** All of the lab takes the room of a screen, which is drawn on a slide at this scale. */
const SCREEN = { width: 1600, height: 900, scale: 0.6 };

/** The address with every sign of its set-up escaped: what is left are letters, digits, `%`, `-` and `.`, which programs leave alone. */
export function safeLink(page: string): string {
  const [start = '', ...text] = page.split('#');
  return `${start}#${encodeURIComponent(text.join('#'))}`;
}

/** A line of a notebook's cell. */
function notebookLine({ mode, address, size }: Shared): string {
  const width = size ? String(size.width) : inPython('100%');
  const height = size?.height ?? (mode === 'full' ? NOTEBOOK_FULL : NOTEBOOK);
  return `from IPython.display import IFrame; IFrame(${inPython(address)}, width=${width}, height=${height})`;
}

/** What a frame as large as a screen looks like on a slide. */
function scaled({ width, height, scale }: typeof SCREEN): string {
  const spare = (side: number): number => Math.round(side * (scale - 1));
  return `max-width:none;max-height:none;margin:0 ${spare(width)}px ${spare(height)}px 0;transform:scale(${scale});transform-origin:0 0`;
}

/** The keys of a clicker, which the frame hands on, turn the slide: docs/embedding.md. */
const SLIDE_KEYS = `<script>
    {
      const frame = document.currentScript.parentElement.querySelector('iframe');
      addEventListener('message', ({ data, source }) => {
        if (data?.type !== 'second-law-lab:key' || source !== frame.contentWindow) return;
        if (data.key === 'PageUp') Reveal.prev();
        else Reveal.next();
      });
    }
  </script>`;

/** A slide of reveal.js, which loads the frame when its slide is near and lets it go after. */
function slide({ mode, address, title, size }: Shared): string {
  const whole = mode === 'full' && !size;
  const { width, height } = whole ? SCREEN : (size ?? SLIDE);
  const shape = whole ? scaled(SCREEN) : 'max-width:100%';
  const frame = `<iframe data-src="${escape(address)}" title="${escape(title)}" width="${width}" height="${height}" sandbox="${SANDBOX}" allow="${ALLOW}" style="${shape};border:0"></iframe>`;
  return `<section>\n  <h2>${escape(title)}</h2>\n  ${frame}\n  ${SLIDE_KEYS}\n</section>`;
}

/** A picture block with nothing in it that WordPress takes away from any author. */
function pictureBlock(shared: Shared): string {
  const figure = `<figure class="wp-block-image">${linkedImage(shared).replace(/>(?=<\/a>)/, '/>')}<figcaption class="wp-element-caption"><a href="${escape(shared.page)}">${escape(shared.title)}</a></figcaption></figure>`;
  return `<!-- wp:image {"linkDestination":"custom"} -->\n${figure}\n<!-- /wp:image -->`;
}

const TEXTS = {
  frame: frameCode,
  listener: () => HEIGHT_LISTENER,
  html: linkedImage,
  markdown: ({ page, picture, title }: Shared) => `[![${inMarkdown(title)}](${bare(picture)})](${bare(page)})`,
  bbcode: ({ page, picture }: Shared) => `[url=${bare(page)}][img]${bare(picture)}[/img][/url]`,
  wordpress: pictureBlock,
  link: ({ page }: Shared) => page,
  safe: ({ page }: Shared) => safeLink(page),
  /** What a phone reads from the code. */
  qr: ({ page }: Shared) => page,
  jupyter: notebookLine,
  slide,
} satisfies Record<string, (shared: Shared) => string>;

export type Way = keyof typeof TEXTS;

export const WAYS = Object.keys(TEXTS) as readonly Way[];

/** Ways that show a picture, which has to be somewhere. */
export const PICTURED: readonly Way[] = ['html', 'markdown', 'bbcode', 'wordpress'];

/** The text of a way. */
export const textOfWay = (way: Way, shared: Shared): string => TEXTS[way](shared);
