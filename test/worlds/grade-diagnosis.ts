import type {Finding, Report} from '../../src/model/finding.js';

/** How a diagnosis did on one incident. */
export interface Grade {
  readonly incident: string;
  readonly expected: readonly string[];
  /** Roots that a healthy world does not have, in the order that they are shown in. */
  readonly roots: readonly string[];
  readonly isFirst: boolean;
  readonly isFound: boolean;
}

const needsAttention = ({verdict, because}: Finding) =>
  because === undefined && (verdict === 'fail' || verdict === 'warn' || verdict === 'unknown');

/** Failures come before warnings, and those before what could not be looked at; otherwise the report's own order. */
const rank: Readonly<Record<string, number>> = {fail: 0, warn: 1, unknown: 2};

/** Ids of the checks that name a root, most urgent first. */
export function selectRoots(report: Report): readonly string[] {
  const roots = report.findings.filter(needsAttention);
  return [...new Set(roots.toSorted((a, b) => (rank[a.verdict] ?? 3) - (rank[b.verdict] ?? 3)).map(({id}) => id))];
}

/** Roots by what they say: what could not be looked at from here is not named a trouble. */
export function selectNamed(report: Report): {readonly roots: readonly string[]; readonly unseen: readonly string[]} {
  const unknown = selectRoots({...report, findings: report.findings.filter(({verdict}) => verdict === 'unknown')});
  return {
    roots: selectRoots({...report, findings: report.findings.filter(({verdict}) => verdict !== 'unknown')}),
    unseen: unknown,
  };
}

/** Grades what was found against what is really the matter; what the healthy world shows too is nobody's fault. */
export function gradeDiagnosis(
  incident: string,
  expected: readonly string[],
  named: readonly string[],
  healthyRoots: readonly string[],
): Grade {
  const roots = named.filter((id) => !healthyRoots.includes(id));
  const [first] = roots;
  return {
    incident,
    expected,
    roots,
    isFirst: first !== undefined && expected.includes(first),
    isFound: expected.some((id) => roots.includes(id)),
  };
}

/** The share of findings that were right, and the share of what was wrong that was found. */
export function formatGrades(grades: readonly Grade[]): string {
  const firsts = grades.filter(({isFirst}) => isFirst).length;
  const found = grades.filter(({isFound}) => isFound).length;
  const named = grades.reduce((sum, {roots}) => sum + roots.length, 0);
  const right = grades.reduce((sum, {roots, expected}) => sum + roots.filter((id) => expected.includes(id)).length, 0);
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
  return [
    `Root named first: ${firsts} of ${grades.length} (${percent(firsts, grades.length)}). Found at all (recall): ${percent(found, grades.length)}. Of all roots that were named, right (precision): ${percent(right, named)}.`,
    '',
    '| incident | expected | named | |',
    '|---|---|---|---|',
    ...grades.map(({incident, expected, roots, isFirst, isFound}) => {
      const list = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ') || '–';
      return `| ${incident} | ${list(expected)} | ${list(roots)} | ${isFirst ? 'first' : isFound ? 'found' : 'missed'} |`;
    }),
  ].join('\n');
}

/** What was named on platforms that are well: nothing, where the doctor is right. */
export function formatVariations(
  variations: ReadonlyArray<readonly [name: string, seen: ReturnType<typeof selectNamed> | string]>,
): string {
  const looked = variations.flatMap(([, seen]) => (typeof seen === 'string' ? [] : [seen]));
  const quiet = looked.filter(({roots}) => roots.length === 0).length;
  const list = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ') || '–';
  return [
    `No root named: ${quiet} of ${looked.length}. What could not be looked at from where the doctor stands is unknown, and not green.`,
    '',
    '| platform | named | unknown |',
    '|---|---|---|',
    ...variations.map(([name, seen]) =>
      typeof seen === 'string'
        ? `| ${name} | not looked at: ${seen} | |`
        : `| ${name} | ${list(seen.roots)} | ${list(seen.unseen)} |`,
    ),
  ].join('\n');
}
