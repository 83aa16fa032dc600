import type {Coverage, ObstacleKind} from '../../model/finding.js';

/** What lets the rest be looked at, by what stood in the way. */
const cures: Readonly<Record<ObstacleKind, (missing: string) => string>> = {
  permission: (missing) => `grant ${missing}`,
  api: (missing) => `enable ${missing}`,
  credentials: () => 'log in',
  answer: (missing) => `no answer to ${missing}`,
  configuration: (missing) => `give ${missing}`,
  fault: (missing) => `a fault of shakinstall’s in ${missing}`,
};

/** How much was looked at, and what would let the rest be: `44 of 47 looked at, 3 unknown: grant compute.regions.get`. */
export function formatCoverage({applicable, lookedAt, unknown, roots, missing}: Coverage): string {
  const head = `${lookedAt} of ${applicable} looked at`;
  if (unknown === 0) return head;
  const cured = [
    ...missing.map(({kind, missing: what}) => cures[kind](what)),
    ...(roots.length === 0 ? [] : [`mend ${roots.join(', ')}`]),
  ];
  return `${head}, ${unknown} unknown${cured.length === 0 ? '' : `: ${cured.join('; ')}`}`;
}
