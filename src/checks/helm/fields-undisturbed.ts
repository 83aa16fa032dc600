import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {workloadsProbe} from '../probes/workloads-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'fields as they were installed';

export const fieldsUndisturbed: Check = {
  id: 'helm/fields-undisturbed',
  title: 'Nobody else writes the fields that the installation keeps',
  why: 'A second tool that sets the same fields undoes every installation, and is undone by it. The API server remembers who owns which field.',
  docs: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management',
  runbook: '17',
  scope: 'cluster',
  probes: [workloadsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {workloads} = readFact(facts, workloadsProbe);
    const found = workloads.flatMap(({kind, namespace, name, foreign, wanted, ready}) =>
      foreign.map(({manager, fields, at}): Judgement => {
        const lower = kind.toLowerCase();
        const workload = `${kind} ${namespace}/${name}`;
        const own = about({
          resource: workload,
          expected,
          evidence: `kubectl get ${lower} ${name} --namespace ${namespace} -o yaml --show-managed-fields`,
        });
        const isDown = fields.includes('spec.replicas') && ready === 0;
        const observed = `${manager} owns ${fields.join(', ')}${at === undefined ? '' : ` since ${at}`}${fields.includes('spec.replicas') ? `; ${wanted} replicas are asked for, ${ready} serve` : ''}`;
        const tries = [
          {
            text: `Stop ${manager} from writing it, or put what it writes into the values.`,
            command: `kubectl get ${lower} ${name} --namespace ${namespace} -o yaml --show-managed-fields`,
          },
          {text: 'Then install again: the release’s own fields come back.', command: 'shakinstall init'},
        ];
        if (isDown) return own.fail(observed, tries, [workload]);
        // Pods that do not come up with what was changed are the trouble; who changed it is said with them.
        const isOfPods = fields.every((field) => field.startsWith('spec.template'));
        return {...own.warn(observed, tries), ...(isOfPods ? {follows: [workload]} : {})};
      }),
    );
    if (found.length > 0 || workloads.length === 0) return found;
    return [
      about({expected, evidence: 'kubectl get deployments --all-namespaces -o yaml --show-managed-fields'}).pass(
        `${workloads.length} workloads`,
      ),
    ];
  },
};
