import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Ports} from '../../model/ports/ports.js';
import type {Step} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';

/** One thing that is not as it should be. */
export interface Complaint {
  readonly id: string;
  readonly resource: string;
  readonly observed: string;
}

/** What the doctor's critical checks say, asked anew. Checks are the composition root's to run. */
export type LookAtPlatform = (ports: Ports) => Promise<readonly Complaint[]>;

const stableMs = 30_000;
const pollMs = 10_000;
const patienceMs = 15 * 60_000;

const format = ({id, resource, observed}: Complaint) => `${id}${resource === '' ? '' : ` ${resource}`}: ${observed}`;

/** The last step of a way: nothing critical is complained of for half a minute, by the world's clock. */
export function createVerifyPlatform(look: LookAtPlatform): Step {
  let verifiedAtMs: number | undefined;
  return defineStep<Record<string, never>, {readonly isVerified: boolean}>({
    id: 'upgrade/verify-platform',
    runbook: '',
    phase: 'verification',
    title: 'Verify that the platform is well',
    why: 'The doctor’s critical checks find nothing, look after look, for 30 seconds: what comes up once and falls over is not up.',
    docs: 'https://helm.sh/docs/intro/using_helm/#helpful-options-for-installupgraderollback',
    actor: 'operator',
    needs: [
      'platform/await-workloads',
      'platform/apply-manifests',
      'upgrade/run-update',
      'cluster/upgrade-control-plane',
      'cluster/upgrade-node-pool',
      'platform/verify-dashboard',
      'platform/verify-realm',
      'platform/connect-identity-provider',
    ],
    within: 'cluster/create-cluster',
    permissions: [],
    services: [],
    usualSeconds: [30, 180],
    timeoutMinutes: 30,
    desire: () => ({}),
    observe: async () => ({state: 'present', actual: {isVerified: verifiedAtMs !== undefined}}),
    diff(_desired, observation) {
      const simple = selectSimpleChange(observation);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      return observation.actual.isVerified ? noChange : {kind: 'await', reason: 'until it was well for 30 s'};
    },
    async apply(ports, _desired, _change, io) {
      const deadlineMs = ports.clock.now() + patienceMs * ports.clock.patience;
      let wellSinceMs: number | undefined;
      for (;;) {
        const complaints = await look(ports);
        const nowMs = ports.clock.now();
        const [first] = complaints;
        if (first === undefined) {
          wellSinceMs ??= nowMs;
          if (nowMs - wellSinceMs >= stableMs) break;
        } else {
          wellSinceMs = undefined;
          io.reportProgress(`${complaints.length} in the way, ${format(first)}`);
        }
        if (first !== undefined && nowMs > deadlineMs)
          throw new DiagnosticError([
            {
              code: 'SHK_UPGRADE_E2103',
              summary: 'The platform did not become well within 15 minutes.',
              detail: complaints.map(format).join('\n'),
              tries: [{text: 'See the findings and what mends each.', command: 'shakinstall doctor'}],
              blame: 'cloud',
            },
          ]);
        await ports.clock.sleep(pollMs, io.signal);
      }
      verifiedAtMs = ports.clock.now();
    },
    equivalent: () => [['shakinstall', 'doctor']],
  });
}
