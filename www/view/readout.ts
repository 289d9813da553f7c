// The box of values beside the pointer.

/** Puts the readout beside a place of the plot, on the side that has more room. */
export function putReadout(readout: HTMLElement, left: number, top: number, leftHalf: boolean): void {
  readout.style.left = leftHalf ? `${left + 14}px` : 'auto';
  readout.style.right = leftHalf ? 'auto' : `calc(100% - ${left - 14}px)`;
  readout.style.top = `${top}px`;
}
