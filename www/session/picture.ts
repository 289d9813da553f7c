// When the browser has drawn.

/** Called in a frame, calls `action` once that is drawn. */
export function afterPicture(action: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    action();
  };
  port2.postMessage(null);
}

/** A hidden page draws nothing: its picture is not waited for longer, in ms. */
const PATIENCE = 500;

/** Settles once the next picture is on the screen: when the one after it is begun. */
export const oncePictured = (): Promise<void> =>
  new Promise((pictured) => {
    setTimeout(pictured, PATIENCE);
    requestAnimationFrame(() => requestAnimationFrame(() => afterPicture(pictured)));
  });
