import type {Check} from '../../model/finding.js';
import type {HelmBinary} from '../../model/ports/helm.js';
import {selectFact} from '../select-fact.js';

export const helmNewEnough: Check = {
  id: 'tools/helm-new-enough',
  title: 'A helm of version 3.10 or later is at hand',
  why: 'The platform’s chart uses functions that older helms lack.',
  docs: 'https://helm.sh/docs/intro/install/',
  runbook: '8',
  probes: ['helm'],
  needs: [],
  evaluate({facts}) {
    const binary = selectFact<HelmBinary | null>(facts, 'helm');
    const expected = '3.10 or later, on PATH or bundled';
    if (binary !== null)
      return [
        {
          verdict: 'pass',
          observed: `${binary.version} (${binary.origin})`,
          expected,
          evidence: 'helm version',
          tries: [],
        },
      ];
    return [
      {
        verdict: 'fail',
        observed: 'none',
        expected,
        evidence: 'helm version',
        tries: [{text: 'Install helm and put it on PATH.'}],
      },
    ];
  },
};
