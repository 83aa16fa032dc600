import type {Check} from '../../model/finding.js';
import {podSecurityLevels} from '../../release/needs/cluster-needs.js';
import {about} from '../about.js';
import {namespaceRulesProbe} from '../probes/namespace-rules-probe.js';
import {releaseNeedsProbe} from '../probes/release-needs-probe.js';
import {readFact} from '../read-fact.js';

/** Workloads that are named; the others of a namespace are counted. */
const mostNamed = 3;

/** How much a level lets in; one that is no level is taken for the strictest, as the API server takes it. */
const widthOf = (level: string) => Math.max(0, (podSecurityLevels as readonly string[]).indexOf(level));

export const podSecurityAllows: Check = {
  id: 'cluster/pod-security-allows',
  title: 'The namespaces’ Pod Security levels admit the platform’s pods',
  why: 'A workload is accepted whatever its pods ask for; the pods themselves are refused, and only an Event of the ReplicaSet says so.',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  runbook: '19',
  probes: [namespaceRulesProbe, releaseNeedsProbe],
  needs: ['project/project-usable', 'release/renders-cleanly'],
  evaluate({facts}) {
    const {workloads} = readFact(facts, releaseNeedsProbe);
    const enforcing = readFact(facts, namespaceRulesProbe).filter(({enforces}) => enforces !== null);
    const judged = enforcing.map(({name, enforces}) => {
      const refused = workloads.filter(
        ({namespace, level}) => namespace === name && widthOf(level) > widthOf(enforces ?? ''),
      );
      const words = about({
        resource: `namespace ${name}`,
        expected: 'a level that admits every pod of the release',
        evidence: `kubectl get namespace ${name} --show-labels`,
      });
      if (refused.length === 0) return words.pass(`enforces ${enforces}, which is enough`);
      const named = refused
        .slice(0, mostNamed)
        .map(({kind, name: own, reasons}) => `${kind} ${own} (${reasons.slice(0, 2).join(', ')})`);
      const rest = refused.length - named.length;
      const level = refused.some((workload) => workload.level === 'privileged') ? 'privileged' : 'baseline';
      return words.fail(
        `enforces ${enforces}, and refuses pods of ${named.join('; ')}${rest > 0 ? ` and ${rest} more` : ''}`,
        [
          {
            text: `Have the namespace admit them, by whoever answers for its level.`,
            command: `kubectl label namespace ${name} pod-security.kubernetes.io/enforce=${level} --overwrite`,
          },
        ],
      );
    });
    if (judged.length > 0) return judged;
    const words = about({expected: 'levels that admit every pod of the release', evidence: 'kubectl get namespaces'});
    return [words.pass('no namespace of the platform enforces a level')];
  },
};
