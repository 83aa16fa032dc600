import type {Gate} from '../../model/gate.js';
import {findNextOpening} from '../../model/maintenance-times.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

const format = (ms: number) => new Date(ms).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');

export const insideWindow: Gate<UpgradeFacts> = {
  id: 'upgrade/inside-window',
  code: 'SHK_UPGRADE_E2008',
  title: 'It is the time that the platform may be changed',
  docs: 'https://sre.google/sre-book/reliable-product-launches/',
  evaluate({window, nowMs, isHotfixAsked, candidate}) {
    if (isHotfixAsked && !candidate.upgrade.isHotfix)
      return {
        verdict: 'fail',
        observed: `${candidate.version} does not say that it is a hotfix`,
        expected: 'hotfix: true in its release.yaml',
        tries: [{text: 'Leave --hotfix out, and wait for the window.'}],
      };
    if (window === undefined) return {verdict: 'pass', observed: 'no window is set: any time will do'};
    const next = findNextOpening(window, nowMs);
    if (next !== undefined && next.startMs <= nowMs)
      return {verdict: 'pass', observed: `the window is open until ${format(next.endMs)}`};
    const observed =
      next === undefined ? 'the window is over' : `the window opens ${format(next.startMs)}; it is ${format(nowMs)}`;
    if (isHotfixAsked) return {verdict: 'pass', observed: `a hotfix does not wait; ${observed}`};
    return {
      verdict: 'fail',
      observed,
      expected: 'inside the window',
      tries: [
        {
          text: 'Run it then; the plan can be approved beforehand.',
          command: 'shakinstall upgrade --release … --plan-only',
        },
        ...(candidate.upgrade.isHotfix
          ? [{text: 'A hotfix need not wait.', command: 'shakinstall upgrade --release … --hotfix'}]
          : []),
      ],
    };
  },
};
