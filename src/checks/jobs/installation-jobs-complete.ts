import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type JobFact, jobsProbe} from '../probes/jobs-probe.js';
import {podsProbe} from '../probes/pods-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const expected = 'Complete';
/** Loading the conda environments takes the longest. */
const usualMs = 30 * 60_000;

export const installationJobsComplete: Check = {
  id: 'jobs/installation-jobs-complete',
  title: 'Every job of the installation completed',
  why: 'The jobs migrate the database, configure Keycloak’s realm and load PodSpecs and default PlatformApps. Until they complete, the dashboard opens on an empty platform, or nobody can log in.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  runbook: '21',
  scope: 'cluster',
  probes: [jobsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, nowMs}) {
    const {jobs, critical} = readFact(facts, jobsProbe);
    const pods = readFactIfKnown(facts, podsProbe)?.groups ?? [];
    const judge = (job: JobFact): Judgement => {
      const {namespace, name, state, message = '', failedPods, createdMs} = job;
      const logs = `kubectl logs --namespace ${namespace} job/${name} --tail 60`;
      const own = about({resource: `Job ${namespace}/${name}`, expected, evidence: logs});
      const group = pods.find((entry) => entry.namespace === namespace && entry.owner.name === name);
      const said = [...(group?.log ?? []), ...(group?.events ?? [])];
      const words =
        said.length === 0 ? (group === undefined ? '' : `; ${group.message}`) : `; it says: ${said.join(' ⏎ ')}`;
      const tries = [
        {
          text: 'Mend what it says, delete it, and install again: it is made anew.',
          command: `kubectl delete job ${name} --namespace ${namespace} && shakinstall init`,
        },
      ];
      if (state === 'complete') return own.pass('Complete');
      if (state === 'failed')
        return {...own.fail(`Failed, ${message}${words}`, tries), mendedBy: 'platform/install-release'};
      if (state === 'suspended')
        return own.warn('it is suspended', [
          {
            text: 'Let it go on.',
            command: `kubectl patch job ${name} --namespace ${namespace} --type merge --patch '{"spec":{"suspend":false}}'`,
          },
        ]);
      if (failedPods > 0) return own.fail(`${failedPods} of its pods failed, and it tries again${words}`, tries);
      const isLate = createdMs !== undefined && nowMs - createdMs > usualMs;
      if (group !== undefined && group.kind !== 'waiting') return own.fail(`not complete${words}`, tries);
      return isLate
        ? own.fail(`not complete after ${Math.round((nowMs - createdMs) / 60_000)} min${words}`, tries)
        : own.pass('it runs');
    };
    const missing = critical
      .filter(({name}) => name === null)
      .map(({namespace, namePrefix}) =>
        // A release may let its finished jobs be collected: without it nothing can be said of its end.
        about({
          resource: `Job ${namespace}/${namePrefix}`,
          expected,
          evidence: `kubectl get jobs --namespace ${namespace}`,
        }).warn('there is no such job: it was never made, or it was deleted', [
          {text: 'Install again: it is made anew.', command: 'shakinstall init'},
        ]),
      );
    return [...jobs.map(judge), ...missing];
  },
};
