import type {Finding} from '../../model/finding.js';
import {selectAnswerer} from '../../model/select-answerer.js';

const isTrouble = ({verdict}: Finding) => verdict === 'fail' || verdict === 'warn';
/** One that leaves its trouble to another finding leads there whoever follows from it. */
const leadsOn = ({verdict, because, follows = []}: Finding) =>
  verdict === 'skipped' && because === undefined && follows.length > 0;
const isBad = (finding: Finding) => isTrouble(finding) || finding.verdict === 'unknown';

const stepMark = 'step ';

/** What a finding accounts for; what a step mends is accounted for where somebody says what is broken. */
const listExplained = ({id, explains = [], mendedBy}: Finding) => [
  `check ${id}`,
  ...explains,
  ...(mendedBy === undefined ? [] : [`${stepMark}${mendedBy}`]),
];

/** What would account for a finding. */
function listFollowed({follows = [], obstacle}: Finding): readonly string[] {
  if (obstacle === undefined) return follows;
  const answerer = obstacle.kind === 'answer' ? selectAnswerer(obstacle.missing) : undefined;
  return [...follows, obstacle.missing, ...(answerer === undefined ? [] : [`answers of ${answerer}`])];
}

/** A step without its instance speaks of all of them. */
const dropInstance = (token: string) =>
  token.startsWith(stepMark) && token.endsWith(']') ? token.slice(0, token.indexOf('[')) : token;

/** Who accounts for what: the first in the order of the checks, and those that only lead on after all others. */
function indexExplained(findings: readonly Finding[]): (token: string) => readonly Finding[] {
  const found = new Map<string, Finding[]>();
  for (const finding of [...findings.filter(isTrouble), ...findings.filter(leadsOn)])
    for (const token of listExplained(finding)) found.set(token, [...(found.get(token) ?? []), finding]);
  return (token) => [
    ...(found.get(token) ?? []),
    ...(dropInstance(token) === token ? [] : (found.get(dropInstance(token)) ?? [])),
  ];
}

/** The finding at the far end of what accounts for one; undefined where it stands by itself, or only goes round in a circle. */
function createRootSearch(findings: readonly Finding[]): (finding: Finding) => Finding | undefined {
  const explainersOf = indexExplained(findings);
  const search = (finding: Finding, seen: readonly Finding[]): Finding | undefined => {
    // No trouble is because of its own check; one that only leads on may lead to another of its check.
    const isOfItself = ({id}: Finding) => id === finding.id && isBad(finding);
    for (const token of listFollowed(finding))
      for (const other of explainersOf(token)) {
        if (isOfItself(other) || seen.includes(other)) continue;
        const root = search(other, [...seen, other]) ?? (isTrouble(other) ? other : undefined);
        if (root !== undefined && !isOfItself(root)) return root;
      }
    return undefined;
  };
  return (finding) => search(finding, [finding]);
}

/**
 * Folds each finding under the one that accounts for it, and with it whatever was not looked at for its sake. A root
 * that says nothing of what mends it is mended by the step that brings back the same object.
 */
export function foldCauses(findings: readonly Finding[]): readonly Finding[] {
  const findRoot = createRootSearch(findings);
  const roots = new Map<Finding, Finding>();
  for (const finding of findings) {
    if (finding.because !== undefined || !isBad(finding)) continue;
    const root = findRoot(finding);
    // Of two that account for each other the first stands.
    if (root !== undefined && !roots.has(root)) roots.set(finding, root);
  }
  // A check none of whose findings stands by itself hands on what waited for it.
  const handedOn = new Map<string, string>();
  for (const [id, own] of Map.groupBy(findings.filter(isBad), (finding) => finding.id)) {
    const root = own.every((finding) => roots.has(finding)) ? roots.get(own[0] as Finding) : undefined;
    if (root !== undefined) handedOn.set(id, root.id);
  }
  const mends = new Map<Finding, string>();
  for (const [{mendedBy, follows = []}, root] of roots)
    if (mendedBy !== undefined && root.mendedBy === undefined && follows.includes(root.resource ?? ''))
      mends.set(root, mends.get(root) ?? mendedBy);
  return findings.map((finding) => {
    const root = roots.get(finding)?.id ?? (finding.because === undefined ? undefined : handedOn.get(finding.because));
    const mendedBy = mends.get(finding);
    if (mendedBy !== undefined) return {...finding, mendedBy};
    // What waits for its own root's check is not because of itself.
    return root === undefined || root === finding.id ? finding : {...finding, because: root};
  });
}
