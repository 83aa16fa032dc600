import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {helmProbe} from '../probes/helm-probe.js';
import {readFact} from '../read-fact.js';

export const helmNewEnough: Check = {
  id: 'tools/helm-new-enough',
  title: 'A helm of version 3.10 or later is at hand',
  why: 'The platform’s chart uses functions that older helms lack.',
  docs: 'https://helm.sh/docs/intro/install/',
  runbook: '8',
  probes: [helmProbe],
  needs: [],
  evaluate({facts}) {
    const binary = readFact(facts, helmProbe);
    const helm = about({expected: '3.10 or later, on PATH or bundled', evidence: 'helm version'});
    return [
      binary === null
        ? helm.fail('none', [
            {
              text: 'Install helm and put it on PATH.',
              command: 'curl -fsSL https://raw.githubusercontent.com/helm/helm/main/scripts/get-helm-3 | bash',
            },
          ])
        : helm.pass(`${binary.version} (${binary.origin})`),
    ];
  },
};
