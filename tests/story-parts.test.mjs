// The story's pure parts: timing, flow, words that follow numbers, addresses, sizes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSource } from '../tools/source.mjs';

let source;
const module = (name) => source.load(`www/${name}.ts`);
before(async () => (source = await openSource()));
after(() => source.close());

test('the film starts and ends at rest, and its progress is the inverse of its time', async () => {
  const { filmTime, filmProgress, backTime, TURN } = await module('story/timing');
  assert.equal(filmTime(0), 0);
  assert.ok(Math.abs(filmTime(1) - TURN) < 1e-12);
  for (const u of [0.05, 0.3, 0.7, 0.95]) assert.ok(Math.abs(filmProgress(filmTime(u)) - u) < 1e-9, `${u}`);
  const speed = (u) => (filmTime(u + 1e-4) - filmTime(u)) / 1e-4;
  assert.ok(speed(0) < 0.1 * speed(0.5) && speed(1 - 1e-4) < 0.1 * speed(0.5), 'slow at both ends');
  assert.equal(backTime(1), 0);
  assert.ok(backTime(0.9) - backTime(1) < 0.2, 'it slows down on coming home');
});

/** A run there and back on two sites and one bond: the current is cos t on the way there, and its mirror image back. */
function swing() {
  const step = 0.01;
  const time = Array.from({ length: 401 }, (_, row) => row * step);
  const there = (t) => (t <= 2 ? t : 4 - t);
  return {
    time,
    occupation: time.map(() => 0),
    system_entropy: time.map((t) => 0.1 + there(t) / 4),
    entropy_production: time.map((t) => there(t)),
    site_density: time.map((t) => [1 - Math.sin(there(t)), Math.sin(there(t))]),
    bond_current: time.map((t) => [t <= 2 ? Math.cos(t) : -Math.cos(4 - t)]),
  };
}

test('the flow is the integral of the current: what crossed comes back', async () => {
  const { Journey } = await module('story/journey');
  const journey = new Journey(swing());
  assert.equal(journey.turn, 2);
  for (const t of [0.5, 1, 1.995]) {
    assert.ok(Math.abs(journey.flow(0, t) - Math.sin(t)) < 1e-4, 'as many as have left');
    assert.ok(Math.abs(journey.flow(0, journey.moment(t, true)) - journey.flow(0, t)) < 0.01, 'the way back undoes it');
  }
  // The row of the turn is measured before it: half a step of its current is missing.
  assert.ok(Math.abs(journey.flow(0, 4)) < 0.01);
  assert.ok(journey.current(0, 0.5) > 0 && journey.current(0, 3.5) < 0, 'drops turn round with the film');
  assert.ok(Math.abs(journey.density(1, 0.505) - Math.sin(0.505)) < 1e-4, 'read between rows');
  assert.equal(journey.before(0), 1);
  assert.equal(journey.made, 2);
  assert.equal(journey.left, 0);
  assert.ok(Math.abs(journey.uncertainty(1) - 0.25) < 1e-12);
});

test("the outcome's words follow its number, sign included", async () => {
  const { outcome, zeros } = await module('story/outcome');
  assert.equal(zeros(-8.3e-16), 14);
  assert.equal(zeros(4e-10), 9);
  assert.equal(zeros(0.3), 0);
  assert.equal(zeros(NaN), 0);
  assert.deepEqual(outcome(-8.3e-16, 1.34), { said: '0.00000000000000', decimals: 14, home: true, sentence: 'story.home' });
  assert.equal(outcome(3e-9, 1.34).said, '0.00000000');
  for (const [left, said, sentence] of [
    [1.2932, '1.29', 'story.away.lost'],
    [0.9, '0.90', 'story.away.most'],
    [0.315, '0.32', 'story.away.part'],
    [0.02, '0.02', 'story.away.near'],
    [-0.05, '−0.05', 'story.away.near'],
  ]) {
    const found = outcome(left, 1.3365);
    assert.deepEqual([found.said, found.sentence, found.home], [said, sentence, false]);
  }
});

test('states below zero are counted beyond rounding; states without a temperature are not', async () => {
  const { counted } = await module('story/counts');
  const levels = [0.2, -1e-12, -0.01, null, 0].map((entropy_production) => ({ entropy_production }));
  assert.deepEqual(counted(levels), { states: 4, below: 1, lowest: -0.01 });
});

test('sentences below the curve of all states never touch it, zero or each other; the second needs room', async () => {
  const { sentences } = await module('story/levels-figure');
  for (const type of [11.5, 16, 48]) {
    for (let room = 1; room < 6; room += 0.1) {
      const [from, to] = [100, 100 + room * type];
      const { result, each } = sentences(from, to, type);
      assert.ok(result.base - 0.75 * result.size * type > from, `below the curve (${room})`);
      assert.ok((each ?? result.base) + 0.2 * type * (each === null ? result.size : 1) < to, `above zero (${room})`);
      assert.equal(each !== null, room * type >= 3.2 * type);
      // A line's letters, and a rim around them.
      if (each !== null) assert.ok(each - 0.85 * type > result.base + 0.25 * result.size * type, `apart (${room})`);
    }
  }
});

test('what clings to a term goes with it: a bracket before, a particle and a stop behind', async () => {
  const { CLINGING } = await module('view/prose');
  for (const [behind, kept] of [
    ['へ、ボソンが', 'へ、'],
    ['」は負に', '」'],
    ['は増えます', 'は'],
    ['には、', 'には、'],
    [' is made', undefined],
  ])
    assert.equal(CLINGING.behind.exec(behind)?.[0], kept, behind);
  assert.equal(CLINGING.before.exec('忘れると、「')?.[0], '「');
  assert.equal(CLINGING.before.exec('ある'), null);
});

test('an address opens the story or the lab', async () => {
  const { storyAddress, storyText } = await module('room');
  for (const text of [
    '',
    'lang=ja',
    'theme=dark&lang=en',
    'utm_source=x&fbclid=1',
    'chapter=3',
    'chapter=film&embed=plot',
    'stage=1',
    'chapter=9',
  ]) {
    assert.notEqual(storyAddress(text), null, text);
  }
  for (const text of [
    'preset=second-law',
    'embed=plot',
    'embed=plot&lang=ja',
    'coupling=1&chapter=3',
    'chapter=3&embed=plot',
    'colour=blue',
    'lang=fr',
    'utm_source=x&bosons=3',
  ]) {
    assert.equal(storyAddress(text), null, text);
  }
  assert.equal(storyAddress('chapter=3').chapter, 3);
  assert.equal(storyAddress('chapter=9').chapter, null);
  assert.equal(storyAddress('chapter=film&embed=poster').embed, 'poster');
  for (const text of ['', 'chapter=5&lang=ja', 'chapter=film&embed=plot&theme=dark', 'stage=1'])
    assert.equal(storyText(storyAddress(text)), text);
});

test('the figure has its room at every size: sites do not touch, the belly lies under the plateau', async () => {
  const { layoutOf } = await module('story/layout');
  const { PLACES } = await module('story/diamond');
  const closest = Math.min(...PLACES.flatMap((a, i) => PLACES.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))));
  for (const [place, width, height, smallest] of [
    ['hero', 296, 400, 12],
    ['hero', 336, 420, 12],
    ['hero', 366, 640, 12],
    ['hero', 1340, 620, 12],
    ['hero', 1520, 900, 12],
    ['chapter', 740, 560, 12],
    ['embed', 800, 440, 11.5],
    ['embed', 320, 210, 11.5],
    ['stage', 1824, 826, 44],
  ]) {
    const layout = layoutOf(width, height, { place, alone: false, grown: 0, farLabel: 3, screen: 1080 });
    const size = `${place} ${width}x${height}`;
    assert.ok(layout.type >= smallest, `${size}: type of ${layout.type} px`);
    const { bond, radius, homeX, homeY } = layout.lattice;
    assert.ok(2 * radius < closest * bond, `${size}: rings apart`);
    for (const { x, y } of PLACES) {
      assert.ok(homeX + x * bond - radius >= 0 && homeX + x * bond + radius <= width, `${size}: inside`);
      assert.ok(homeY + y * bond - radius >= 0 && homeY + y * bond + radius <= height, `${size}: inside`);
    }
    assert.ok(
      layout.plot.width > 0.4 * (layout.row ? width / 2 : width) && layout.plot.height > 60,
      `${size}: ${layout.plot.width}x${layout.plot.height}`,
    );
    assert.ok(layout.belly.y >= layout.plot.y && layout.belly.x > layout.plot.x, size);
  }
});

test('arrow keys reach every site of the diamond', async () => {
  const { beside, BATH_SITES, PLACES } = await module('story/diamond');
  const reached = new Set([5]);
  for (const site of reached) {
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
      const next = beside(site, key);
      if (key === 'ArrowRight' && next !== site) assert.ok(PLACES[next].x > PLACES[site].x, `${site} ${key} ${next}`);
      reached.add(next);
    }
  }
  assert.equal(reached.size, BATH_SITES.length);
});
