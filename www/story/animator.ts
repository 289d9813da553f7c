// Motion: steps that are called once a frame until their time is over, while their figure can be seen.

interface Motion {
  duration: number;
  elapsed: number;
  step: (share: number) => void;
  end: () => void;
}

/** A frame that comes late, as after a change of tabs, moves nothing by more than this, in ms. */
const LONGEST_FRAME = 60;

export class Animator {
  /** What is not seen stands still. */
  visible = true;
  /** The reader may hold everything where it is. */
  paused = false;
  private readonly motions = new Set<Motion>();
  private running = false;
  private last = 0;
  private readonly onFrame: () => void;

  constructor(onFrame: () => void) {
    this.onFrame = onFrame;
  }

  /** Calls `step` with the share of `duration` (ms) that has passed; resolves at its end, never if stopped before. */
  animate(duration: number, step: (share: number) => void = () => {}): Promise<void> {
    return new Promise((end) => {
      this.motions.add({ duration, elapsed: 0, step, end });
      if (this.running) return;
      this.running = true;
      this.last = performance.now();
      requestAnimationFrame(this.frame);
    });
  }

  /** Ends every motion where it is. */
  stop(): void {
    this.motions.clear();
    this.paused = false;
  }

  private readonly frame = (now: number): void => {
    const passed = Math.min(LONGEST_FRAME, now - this.last);
    this.last = now;
    if (this.visible && !this.paused) {
      for (const motion of [...this.motions]) {
        motion.elapsed += passed;
        const share = Math.min(1, motion.elapsed / motion.duration);
        motion.step(share);
        if (share < 1) continue;
        this.motions.delete(motion);
        motion.end();
      }
      this.onFrame();
    }
    this.running = this.motions.size > 0;
    if (this.running) requestAnimationFrame(this.frame);
  };
}
