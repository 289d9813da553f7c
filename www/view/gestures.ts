// Mouse, touch, pen and keys on the plot.
//   mouse: move for the crosshair, click to stay there, drag to zoom, Ctrl + wheel to zoom
//   touch: one finger moves the crosshair, two fingers zoom
//   keys:  + - 0 zoom about the crosshair; Escape cancels a run, else undoes the zoom; the others are the hand's
import type { Axis } from '../engine/wasm';
import { turnsSlides } from '../frame';
import type { Context } from './context';
import { h } from './dom';
import type { Gestures, Place } from './plot-tool';
import { valueAt } from '../engine/axis';
import { follow, moves, zoomAbout } from './zoom';

/** A drag shorter than this is a click, in CSS px. */
const CLICK = 5;

/** A drag taller than this zooms the vertical axis too, in CSS px. */
const TALL = 40;

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

export function gestures(context: Context, plot: HTMLElement, surface: HTMLElement, tool: Gestures): void {
  const { session, signal } = context;
  const box = h('div', { class: 'zoom-box' });
  plot.append(box);
  const touches = new Map<number, PointerEvent>();
  let drag: { x: number; y: number; moved: boolean } | null = null;
  let pinch: { distance: number; middle: number; axis: Axis } | null = null;

  /** Place inside the plot area, 0 to 1 in both directions, from the lower left. */
  const place = (event: { clientX: number; clientY: number }): Place | null => {
    const { frame } = session.chart;
    if (!frame) return null;
    const rect = plot.getBoundingClientRect();
    return {
      x: between(0, (event.clientX - rect.left - frame.left) / frame.width, 1),
      y: between(0, 1 - (event.clientY - rect.top - frame.top) / frame.height, 1),
    };
  };

  const point = (event: PointerEvent): void => {
    const at = place(event);
    if (at) tool.point(at);
  };

  const stay = (event: PointerEvent): void => {
    const at = place(event);
    if (at) tool.stay(at);
  };

  const drawBox = (from: { x: number; y: number }, to: { x: number; y: number }): void => {
    const { frame } = session.chart;
    if (!frame) return;
    const rect = plot.getBoundingClientRect();
    const clampX = (x: number): number => between(frame.left, x - rect.left, frame.left + frame.width);
    const clampY = (y: number): number => between(frame.top, y - rect.top, frame.top + frame.height);
    const tall = Math.abs(to.y - from.y) > TALL;
    const [left, right] = [clampX(from.x), clampX(to.x)].sort((a, b) => a - b);
    const [top, bottom] = tall ? [clampY(from.y), clampY(to.y)].sort((a, b) => a - b) : [frame.top, frame.top + frame.height];
    Object.assign(box.style, { left: `${left}px`, top: `${top}px`, width: `${right! - left!}px`, height: `${bottom! - top!}px` });
    box.classList.add('active');
  };

  const finishDrag = (event: PointerEvent): void => {
    const { frame } = session.chart;
    if (!frame || !drag) return;
    const from = place({ clientX: drag.x, clientY: drag.y });
    const to = place(event);
    if (!from || !to || Math.abs(to.x - from.x) * frame.width < CLICK) return;
    const [left, right] = [from.x, to.x].sort((a, b) => a - b);
    session.chart.setAxis('x', { range: [valueAt(frame.x, left!), valueAt(frame.x, right!)] });
    if (Math.abs(event.clientY - drag.y) > TALL) {
      const [low, high] = [from.y, to.y].sort((a, b) => a - b);
      session.chart.setAxis('y', { range: [valueAt(frame.y, low!), valueAt(frame.y, high!)] });
    }
  };

  const fingers = (): [PointerEvent, PointerEvent] | null => {
    const [first, second] = [...touches.values()];
    return first && second ? [first, second] : null;
  };

  const movePinch = (): void => {
    const two = fingers();
    if (!two || !session.chart.frame) return;
    const distance = Math.max(24, Math.abs(two[0].clientX - two[1].clientX));
    if (!pinch) {
      const middle = place({ clientX: (two[0].clientX + two[1].clientX) / 2, clientY: two[0].clientY });
      pinch = { distance, middle: middle?.x ?? 0.5, axis: session.chart.frame.x };
    } else {
      zoomAbout(context, tool, pinch.axis, pinch.middle, pinch.distance / distance);
    }
  };

  const listen = <K extends keyof HTMLElementEventMap>(type: K, handler: (event: HTMLElementEventMap[K]) => void): void =>
    surface.addEventListener(type, handler, { signal, passive: false });

  listen('pointerdown', (event) => {
    session.cursor.pause();
    if (event.pointerType === 'mouse') {
      if (event.button !== 0) return;
      drag = { x: event.clientX, y: event.clientY, moved: false };
    } else {
      touches.set(event.pointerId, event);
      if (touches.size === 1) point(event);
    }
    surface.setPointerCapture(event.pointerId);
  });

  listen('pointermove', (event) => {
    if (touches.has(event.pointerId)) touches.set(event.pointerId, event);
    if (touches.size >= 2) {
      movePinch();
      return;
    }
    point(event);
    if (!drag) return;
    drag.moved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) >= CLICK;
    if (drag.moved) drawBox(drag, { x: event.clientX, y: event.clientY });
  });

  const end = (event: PointerEvent, finished: boolean): void => {
    box.classList.remove('active');
    if (finished && drag?.moved) finishDrag(event);
    else if (finished && !pinch) stay(event);
    drag = null;
    touches.delete(event.pointerId);
    if (touches.size < 2) pinch = touches.size === 0 ? null : pinch;
    if (event.pointerType !== 'mouse' && touches.size === 0) tool.leave();
  };
  listen('pointerup', (event) => end(event, true));
  listen('pointercancel', (event) => end(event, false));
  listen('pointerleave', (event) => {
    if (event.pointerType === 'mouse' && !drag) tool.leave();
  });

  listen('dblclick', () => session.chart.resetZoom());

  listen('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) return;
    event.preventDefault();
    const at = place(event);
    if (at && session.chart.frame)
      zoomAbout(context, tool, session.chart.frame.x, at.x, Math.exp(between(-0.5, event.deltaY * 0.004, 0.5)));
  });

  listen('keydown', (event) => {
    const { less, more } = moves(context, tool, 'x');
    const zooms: Record<string, () => void> = {
      '+': more,
      '-': less,
      0: () => session.chart.resetZoom(),
      Escape: () => (session.runner.state === 'running' ? session.runner.cancel() : session.chart.resetZoom()),
    };
    const action = zooms[event.key] ?? tool.key(event);
    if (!action || event.ctrlKey || event.metaKey || event.altKey || turnsSlides(event.key)) return;
    event.preventDefault();
    action();
    follow(context);
  });
}
