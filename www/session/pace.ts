// New points are shown as often as the page has time for beside its reader, however fast they come.
import { afterPicture } from './picture';

/** Of the page's time at most this share goes into showing what has come. */
const SHARE = 0.2;

/** A picture that has not come after this long is not waited for, in ms: the page is hidden. */
const PATIENCE = 1000;

export class Pace {
  private readonly show: () => void;
  /** Not before this time is something shown again, in ms. */
  private free = 0;
  private timer = 0;

  constructor(show: () => void) {
    this.show = show;
  }

  /** Something has come. */
  ask(): void {
    if (this.timer !== 0) return;
    const wait = this.free - performance.now();
    if (wait <= 0) this.now();
    else this.timer = window.setTimeout(() => this.now(), wait);
  }

  /** Shows at once what has come. */
  now(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const start = performance.now();
    this.free = start + PATIENCE;
    this.show();
    const own = performance.now() - start;
    requestAnimationFrame(() => {
      const begun = performance.now();
      afterPicture(() => {
        const end = performance.now();
        this.free = end + (own + end - begun) * (1 / SHARE - 1);
        if (this.timer === 0) return;
        clearTimeout(this.timer);
        this.timer = 0;
        this.ask();
      });
    });
  }
}
