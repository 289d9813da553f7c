// Scenarios that must be refused by name. `names`: what a message must contain, whatever its language.
export const badInput = [
  { scenario: 'bosons=17', names: ['bosons', '17'] },
  { scenario: 'bosons=0', names: ['bosons', '0'] },
  { scenario: 'attach=99', names: ['attach', '99', '15'] },
  { scenario: 'beta=nan', names: ['beta', 'nan'] },
  { scenario: 'coupling=1e999', names: ['coupling', '1e999'] },
  { scenario: 'times=log:0:10:5', names: ['times', 'log:0:10:5'] },
  { scenario: 'times=log:1:10:0', names: ['times', 'log:1:10:0'] },
  { scenario: 'times=log:1:10:100001', names: ['times', '100001'] },
  { scenario: 'bath=square-0x4', names: ['bath', 'square-0x4'] },
  // Too large to compute: the message also says which bath would fit.
  { scenario: 'bath=square-9x9', names: ['bath', 'square-9x9', 'square-5x5'] },
  { scenario: 'colour=blue', names: ['colour'] },
  { scenario: 'bosons=3&bosons=4', names: ['bosons'] },
  { scenario: 'bosons=%E0%A4%A', names: ['bosons', '%E0%A4%A'] },
  { scenario: `hide=${'x'.repeat(1_000_000)}`, names: ['8192'] },
];

/** A scenario shortened for a test's title. */
export const title = (scenario) => (scenario.length < 50 ? scenario : `${scenario.slice(0, 20)}... (${scenario.length} characters)`);
