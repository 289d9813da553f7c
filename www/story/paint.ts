// A whole figure: lattice and plot of one scene.
import type { Brush } from './brush';
import { drawCone } from './cone-figure';
import { drawCurve } from './curve-figure';
import { drawLattice } from './lattice-figure';
import type { Layout } from './layout';
import { drawLevels } from './levels-figure';
import type { Findings, Scene } from './scene';
import type { Lang, Say } from './words';

/** A plot narrower than this, in px, is on its way in or out while the lattice grows. */
const NARROWEST = 100;

export function paint(brush: Brush, layout: Layout, scene: Scene, findings: Findings, { t, lang }: { t: Say; lang: Lang }): void {
  drawLattice(brush, layout, scene, findings, t);
  if (layout.plot.width < NARROWEST) return;
  switch (scene.picture) {
    case 'cone':
      return drawCone(brush, layout, scene, findings.cone, t);
    case 'every':
    case 'gentle':
      return drawLevels(brush, layout, scene.picture, findings, scene.opacity, t, lang);
    case 'film':
    case 'alone':
    case 'bands':
      return drawCurve(brush, layout, scene, findings, t);
  }
}
