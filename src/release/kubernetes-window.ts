import type {KubernetesWindow} from '../model/release.js';

/** A window, or why it is none: the text cannot be read, or no version lies in it. */
export type WindowReading = {readonly window: KubernetesWindow} | {readonly problem: 'unreadable' | 'empty'};

interface Minor {
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads `>=1.25 <1.28` and the forms that Chart.yaml uses for the same (`>=1.25.0-0 <1.28.0-0`,
 * `>= 1.25.0, < 1.28.0`, `<=1.27`, `1.27.x`, `^1.25`, `~1.27`). Windows are of minors: patches are dropped.
 * Alternatives (`||`) are unreadable. https://helm.sh/docs/topics/charts/#the-kubeversion-field
 */
export function parseKubernetesWindow(range: string): WindowReading {
  let minimum: Minor = {major: 0, minor: 0};
  let below: Minor | undefined;
  const terms = range
    .trim()
    .replace(/([<>=^~])\s+/g, '$1')
    .split(/[\s,]+/);
  for (const term of terms) {
    const match = /^(>=|<=|>|<|=|\^|~)?v?(\d+)\.(\d+)(?:\.(\d+|x|\*))?(?:-[\w.-]*)?$/.exec(term);
    if (!match) return {problem: 'unreadable'};
    const at = {major: Number(match[2]), minor: Number(match[3])};
    const next = {major: at.major, minor: at.minor + 1};
    switch (match[1] ?? '=') {
      case '>=':
        minimum = later(minimum, at);
        break;
      case '>':
        // Any later patch of the same minor satisfies it where a patch is named.
        minimum = later(minimum, match[4] === undefined ? next : at);
        break;
      case '<':
        below = earlier(below, /^[1-9]/.test(match[4] ?? '') ? next : at);
        break;
      case '<=':
        below = earlier(below, next);
        break;
      case '^':
        minimum = later(minimum, at);
        below = earlier(below, {major: at.major + 1, minor: 0});
        break;
      default:
        minimum = later(minimum, at);
        below = earlier(below, next);
    }
  }
  if (below && compareMinors(minimum, below) >= 0) return {problem: 'empty'};
  return {
    window: {range: range.trim(), minimum: formatMinor(minimum), ...(below ? {below: formatMinor(below)} : {})},
  };
}

/** Whether a version such as `1.27.3-gke.100` or `1.27` lies in the window; false for what is no version. */
export function isInsideWindow(window: KubernetesWindow, version: string): boolean {
  const at = parseMinor(version);
  const minimum = parseMinor(window.minimum);
  const below = window.below === undefined ? undefined : parseMinor(window.below);
  if (!at || !minimum) return false;
  return compareMinors(at, minimum) >= 0 && (!below || compareMinors(at, below) < 0);
}

/** The newest minor inside the window, or its lowest where it has no upper end. */
export function selectWindowMinor(window: KubernetesWindow): string {
  const below = window.below === undefined ? undefined : parseMinor(window.below);
  return below && below.minor > 0 ? formatMinor({major: below.major, minor: below.minor - 1}) : window.minimum;
}

function parseMinor(version: string): Minor | undefined {
  const match = /^v?(\d+)\.(\d+)(?:$|[.+-])/.exec(version);
  return match ? {major: Number(match[1]), minor: Number(match[2])} : undefined;
}

function formatMinor(minor: Minor): string {
  return `${minor.major}.${minor.minor}`;
}

function compareMinors(left: Minor, right: Minor): number {
  return left.major - right.major || left.minor - right.minor;
}

function later(left: Minor, right: Minor): Minor {
  return compareMinors(left, right) >= 0 ? left : right;
}

function earlier(left: Minor | undefined, right: Minor): Minor {
  return left && compareMinors(left, right) <= 0 ? left : right;
}
