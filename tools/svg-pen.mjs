// A pen (www/story/pen.ts) that writes an SVG document instead of drawing on a canvas.

const round = (value) => String(Math.round(value * 100) / 100);
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Roughly how wide a text is set where nobody knows the font. */
const roughly = (text, size, weight) =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffff]/.test(letter) ? 1 : /[ il.,:;'|]/.test(letter) ? 0.32 : 0.58), 0) *
  size *
  (weight >= 600 ? 1.06 : 1);

export class SvgPen {
  globalAlpha = 1;
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  font = '';
  textAlign = 'left';
  textBaseline = 'alphabetic';
  #path = [];
  #dash = [];
  #marks = [];
  #width;

  /** `width(text, size, weight)` measures a line of text. */
  constructor(width = roughly) {
    this.#width = width;
  }

  beginPath() {
    this.#path = [];
  }

  moveTo(x, y) {
    this.#path.push(`M${round(x)} ${round(y)}`);
  }

  lineTo(x, y) {
    this.#path.push(`L${round(x)} ${round(y)}`);
  }

  closePath() {
    this.#path.push('Z');
  }

  arc(x, y, radius, from, to) {
    const at = (angle) => `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
    const r = round(radius);
    const start = `${this.#path.length === 0 ? 'M' : 'L'}${at(from)}`;
    // A whole circle ends where it begins, which one arc cannot say.
    if (to - from >= 2 * Math.PI) this.#path.push(`${start}A${r} ${r} 0 1 1 ${at(from + Math.PI)}A${r} ${r} 0 1 1 ${at(from)}`);
    else this.#path.push(`${start}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}`);
  }

  setLineDash(dash) {
    this.#dash = dash;
  }

  fill() {
    this.#mark(`<path d="${this.#path.join('')}" style="fill:${this.fillStyle}"`);
  }

  stroke() {
    const dash = this.#dash.length > 0 ? `;stroke-dasharray:${this.#dash.map(round).join(' ')}` : '';
    this.#mark(`<path d="${this.#path.join('')}" style="stroke:${this.strokeStyle};stroke-width:${round(this.lineWidth)}${dash}"`);
  }

  fillRect(x, y, width, height) {
    this.#mark(`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" style="fill:${this.fillStyle}"`);
  }

  measureText(text) {
    const { size, weight } = this.#type();
    return { width: this.#width(text, size, weight) };
  }

  fillText(text, x, y) {
    this.#text(text, x, y, `fill:${this.fillStyle}`);
  }

  strokeText(text, x, y) {
    this.#text(text, x, y, `stroke:${this.strokeStyle};stroke-width:${round(this.lineWidth)}`);
  }

  /** What has been drawn, to be put into another document. */
  marks() {
    return `<g style="fill:none;stroke-linecap:round;stroke-linejoin:round">${this.#marks.join('\n')}</g>`;
  }

  /** What has been drawn, in the colours of a light or a dark screen: `{ light, dark }`, by name. */
  document(width, height, title, palettes) {
    const colours = (palette) =>
      Object.entries(palette)
        .map(([name, value]) => `--${name}:${value}`)
        .join(';');
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">`,
      `<style>svg{${colours(palettes.light)};fill:none;stroke-linecap:round;stroke-linejoin:round;font-family:system-ui,sans-serif}@media(prefers-color-scheme:dark){svg{${colours(palettes.dark)}}}</style>`,
      `<rect width="${width}" height="${height}" style="fill:var(--card)"/>`,
      ...this.#marks,
      '</svg>\n',
    ].join('\n');
  }

  #type() {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font) ?? [];
    return { weight: Number(weight), size: Number(size) };
  }

  #text(text, x, y, style) {
    const { size, weight } = this.#type();
    const anchor = { left: 'start', center: 'middle', right: 'end' }[this.textAlign];
    this.#mark(
      `<text x="${round(x)}" y="${round(y)}" style="${style};font-size:${round(size)}px;font-weight:${weight};text-anchor:${anchor}"`,
      `>${escape(text)}</text>`,
    );
  }

  #mark(start, end = '/>') {
    if (this.globalAlpha <= 0) return;
    this.#marks.push(`${start}${this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ''}${end}`);
  }
}
