// What runs and their stages take, as User Timing: marks `second-law:run-start`, `first-point` and `run-end` of the newest
// runs; of the present run, measures named `second-law:` and the part's phase, or `draw`. Bounded, however long a page is open.

const PREFIX = 'second-law:';

/** Runs whose marks are kept side by side. */
const MOST_RUNS = 100;

/** Stages that are noted of one run, in whose record a reader may then look around for hours. */
const MOST_STAGES = 2000;

let [runs, stages] = [0, 0];

/** Notes that a stage has ended that began at `start`, in the clock of performance.now(). */
export function measured(stage: string, start: number): void {
  if (stages >= MOST_STAGES) return;
  stages += 1;
  performance.measure(PREFIX + stage, { start, end: performance.now() });
}

/** Marks a moment of a run; its start forgets the stages of the run before. */
export function marked(moment: 'run-start' | 'first-point' | 'run-end'): void {
  if (moment === 'run-start') {
    stages = 0;
    forget('measure', (name) => performance.clearMeasures(name));
    if (runs >= MOST_RUNS) {
      runs = 0;
      forget('mark', (name) => performance.clearMarks(name));
    }
    runs += 1;
  }
  performance.mark(PREFIX + moment);
}

/** What others on the page measure is theirs. */
function forget(type: 'mark' | 'measure', clear: (name: string) => void): void {
  const names = performance.getEntriesByType(type).map(({ name }) => name);
  for (const name of new Set(names)) if (name.startsWith(PREFIX)) clear(name);
}
