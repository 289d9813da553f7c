// Numbers for readers.

const RAISED: Record<string, string> = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

const minus = (text: string): string => text.replace('-', '−');

/** A number with so many significant digits; very large and very small ones with a power of ten. */
export function number(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return minus(String(Number(value.toPrecision(digits))));
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const raised = [...String(Number(exponent))].map((character) => RAISED[character] ?? character).join('');
  return `${minus(String(Number(mantissa)))}×10${raised}`;
}

/** A number with a fixed count of decimals, so that it does not jump about while it changes. */
export function steady(value: number, decimals = 3): string {
  if (!Number.isFinite(value)) return '–';
  const text = value.toFixed(decimals);
  // What is rounded to zero has no sign.
  return minus(Number(text) === 0 ? text.replace('-', '') : text);
}

/** A number near a given one that is easy to read and to write. */
export const handy = (value: number): number => Number(value.toPrecision(2));

/** A whole number with its thousands apart. */
export const whole = (value: number, lang: string): string => minus(value.toLocaleString(lang));

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
  return `${Number((count / 1000 ** power).toPrecision(2))} ${units[power]}`;
}
