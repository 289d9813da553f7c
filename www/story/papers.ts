// The papers that the story rests on, and those of the debate about it.

export const PAPERS = {
  paper: 'arXiv:1603.07857',
  critics: 'arXiv:1712.02128',
  reply: 'arXiv:1712.05172',
  long: 'arXiv:2102.12083',
  later: 'arXiv:2102.12294',
} as const;
