import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {namespacesProbe} from '../probes/namespaces-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'Active, or gone within minutes';
const usualMs = 180_000;

export const namespacesEnd: Check = {
  id: 'control-plane/namespaces-end',
  title: 'No namespace is stuck while it is deleted',
  why: 'A namespace that does not end takes no new objects: an installation into it waits for ever. A finalizer in it waits for a controller that is gone.',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
  runbook: '14',
  scope: 'cluster',
  probes: [namespacesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, nowMs}) {
    const {count, ending} = readFact(facts, namespacesProbe);
    const found = ending
      .filter(({sinceMs}) => nowMs - sinceMs > usualMs)
      .map(({name, sinceMs, remains}) => {
        const list = `kubectl api-resources --verbs=list --namespaced -o name | xargs -n 1 kubectl get --ignore-not-found --show-kind --namespace ${name}`;
        const own = about({resource: `Namespace ${name}`, expected, evidence: `kubectl get namespace ${name} -o yaml`});
        return own.fail(
          `Terminating for ${Math.round((nowMs - sinceMs) / 60_000)} min${remains.length === 0 ? '' : `: ${remains.join(' ⏎ ')}`}`,
          [
            {text: 'Find what is left in it.', command: list},
            {
              text: 'Bring the controller back that its finalizers wait for, or take the finalizers away where it is gone for good.',
            },
          ],
        );
      });
    if (found.length > 0 || count === 0) return found;
    return [about({expected, evidence: 'kubectl get namespaces'}).pass(`${count} namespaces`)];
  },
};
