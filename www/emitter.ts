// A list of listeners for each thing that can change.

export class Emitter<Aspect extends string> {
  private readonly listeners = new Map<Aspect, Set<() => void>>();

  /** Calls `listener` at every change of one of the aspects, until the signal aborts. */
  on(aspects: Aspect[], listener: () => void, signal?: AbortSignal): void {
    for (const aspect of aspects) {
      const set = this.listeners.get(aspect) ?? new Set();
      this.listeners.set(aspect, set.add(listener));
      signal?.addEventListener('abort', () => set.delete(listener));
    }
  }

  /** Calls every listener of these aspects once, also where one of them throws; what was thrown first is thrown on. */
  emit(...aspects: Aspect[]): void {
    const called = new Set<() => void>();
    for (const aspect of aspects) for (const listener of this.listeners.get(aspect) ?? []) called.add(listener);
    const thrown: unknown[] = [];
    for (const listener of called) {
      try {
        listener();
      } catch (error) {
        thrown.push(error);
      }
    }
    if (thrown.length > 0) throw thrown[0];
  }
}
