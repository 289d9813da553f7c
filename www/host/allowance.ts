// How many messages are followed: so many at once, and so many a second for as long as one likes.

export class Allowance {
  private readonly most: number;
  private readonly rate: number;
  private left: number;
  private since = 0;

  /** `most` at once, `rate` a second. */
  constructor(most: number, rate: number) {
    this.most = most;
    this.rate = rate;
    this.left = most;
  }

  /** Whether something of this cost is allowed at this time, in ms; if so it is counted. */
  take(cost: number, now: number): boolean {
    this.left = Math.min(this.most, this.left + (Math.max(0, now - this.since) / 1000) * this.rate);
    this.since = Math.max(this.since, now);
    if (this.left < cost) return false;
    this.left -= cost;
    return true;
  }
}
