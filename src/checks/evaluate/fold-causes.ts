import type {Finding} from '../../model/finding.js';

const isTrouble = ({verdict}: Finding) => verdict === 'fail' || verdict === 'warn';

/** Whether a step's key is the one that is named, be it with its instance or without. */
const isStep = (key: string, named: string) => key === named || key.startsWith(`${named}[`);

/**
 * The earlier finding that the same step mends, for one that says no more than that the step has something to do:
 * its resource is the step itself.
 */
function findMended({resource, mendedBy, id}: Finding, findings: readonly Finding[]): Finding | undefined {
  if (mendedBy === undefined || resource !== mendedBy) return undefined;
  return findings.find(
    (other) => other.id !== id && isTrouble(other) && other.mendedBy !== undefined && isStep(mendedBy, other.mendedBy),
  );
}

/**
 * Folds findings that could not look under the failure that accounts for what they were missing, and those that only
 * say that a step has something to do under the one that says why.
 */
export function foldCauses(findings: readonly Finding[]): readonly Finding[] {
  const roots = new Map<string, string>();
  for (const {id, verdict, explains = []} of findings)
    if (verdict === 'fail' || verdict === 'warn')
      for (const missing of explains) if (!roots.has(missing)) roots.set(missing, id);
  return findings.map((finding) => {
    const root =
      finding.obstacle === undefined ? findMended(finding, findings)?.id : roots.get(finding.obstacle.missing);
    return root === undefined || root === finding.id || finding.because !== undefined
      ? finding
      : {...finding, because: root};
  });
}
