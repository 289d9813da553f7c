// The code that puts a set-up into another page: it fits at any width without a script of the host's, runs in a sandbox, and ends
// with a plain link, which stays where a filter takes the frame away.

/**
 * How much of a set-up a frame shows: a picture that runs when it is pressed, the plot alone, the plot with the slider that matters
 * most, or all of it with its controls.
 */
export type FrameMode = 'poster' | 'plot' | 'slider' | 'full';

/** Width and height in CSS px. */
export interface FrameSize {
  width: number;
  height: number;
}

export interface FrameCode {
  mode: FrameMode;
  /** The address of the set-up in that mode, and that of the whole page. */
  address: string;
  page: string;
  /** What the frame is called: to screen readers, and in the line of link. */
  title: string;
  /** Without it the frame is as wide as there is room. */
  size?: FrameSize | null;
  /**
   * For a poster of the reader's own set-up: its finished picture as an SVG document, and the address of its plot. The code carries
   * the picture, and nothing of the lab is loaded before it is pressed. Of a larger picture the code has the lab's own poster.
   */
  carried?: { picture: string; plot: string };
}

/** What the frame needs: scripts, and links and files that leave it. */
export const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads';
export const ALLOW = 'fullscreen; clipboard-write';

/** The least and the most height, in CSS px; between them 4 to 3. A frame with all controls fits into the least one while they are folded. */
const HEIGHTS: Record<FrameMode, [number, number]> = { poster: [240, 640], plot: [240, 640], slider: [300, 700], full: [1010, 1010] };

/** A picture that is larger, in bytes, would be too much for a page's source. */
export const MOST_CARRIED = 60_000;

/** A text inside HTML, between tags or quotation marks. */
export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** For hosts that drop styles. */
const USUAL = { width: '100%', height: 480 };

const frame = (
  address: string,
  title: string,
  style: string,
  { width, height }: { width: string | number; height: number } = USUAL,
): string =>
  `<iframe src="${escape(address)}" title="${escape(title)}" width="${width}" height="${height}" loading="lazy" sandbox="${SANDBOX}" allow="${ALLOW}" style="${style}"></iframe>`;

/** The height follows the width by itself; a size of its own is kept, but on a page that is narrower. */
function shapeOf(mode: FrameMode, size: FrameSize | null): string {
  if (size) return `width:${size.width}px;max-width:100%;height:${size.height}px`;
  const [least, most] = HEIGHTS[mode];
  return `width:100%;height:auto;aspect-ratio:4/3;min-height:${least}px;max-height:${most}px`;
}

/** A picture, without a script: the frame that is folded behind it is loaded once it is opened, and then lies over it. */
function pressed({ picture, plot }: { picture: string; plot: string }, title: string, shape: string): string {
  const image = `<img alt="${escape(title)}" src="data:image/svg+xml,${encodeURIComponent(picture).replace(/'/g, '%27')}" style="grid-area:1/1;width:100%;height:100%;min-height:0;object-fit:contain">`;
  const button = `<b style="grid-area:1/1;padding:.4em .9em;border-radius:2em;background:#000c;color:#fff;font:24px system-ui">\u25b6</b>`;
  const summary = `<summary style="position:absolute;inset:0;display:grid;grid-template:minmax(0,1fr)/minmax(0,1fr);place-items:center;cursor:pointer">${image}${button}</summary>`;
  const live = frame(plot, title, 'position:absolute;inset:0;width:100%;height:100%;border:0');
  return `<details style="position:relative;${shape}">${summary}${live}</details>`;
}

/** The frame and its line of link, as HTML. */
export function frameCode({ mode, address, page, title, size = null, carried }: FrameCode): string {
  const shape = shapeOf(mode, size);
  const fits = carried && carried.picture.length <= MOST_CARRIED;
  const shown = fits ? pressed(carried, title, shape) : frame(address, title, `display:block;${shape};border:0`, size ?? USUAL);
  return `${shown}\n<p><a href="${escape(page)}">${escape(title)}</a></p>`;
}

/** For a host that lets its frames have the height they ask for. It knows each by its window: a sandboxed frame has no origin. */
export const HEIGHT_LISTENER = `<script>
addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'second-law-lab:height' || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow !== source || frame.closest('details')) continue;
    frame.style.maxHeight = 'none';
    frame.style.height = \`\${Math.min(data.height, 4000)}px\`;
  }
});
</script>`;
