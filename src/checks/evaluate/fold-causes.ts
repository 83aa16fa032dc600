import type {Finding} from '../../model/finding.js';

/** Folds findings that could not look under the failure that accounts for what they were missing. */
export function foldCauses(findings: readonly Finding[]): readonly Finding[] {
  const roots = new Map<string, string>();
  for (const {id, verdict, explains = []} of findings)
    if (verdict === 'fail' || verdict === 'warn')
      for (const missing of explains) if (!roots.has(missing)) roots.set(missing, id);
  return findings.map((finding) => {
    const root = finding.obstacle === undefined ? undefined : roots.get(finding.obstacle.missing);
    return root === undefined || root === finding.id || finding.because !== undefined
      ? finding
      : {...finding, because: root};
  });
}
