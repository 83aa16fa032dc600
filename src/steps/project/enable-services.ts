import {noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {defineStep} from '../define-step.js';

interface Desired {
  readonly project: string;
  readonly services: readonly string[];
}

/** What the steps call in the project; a contract test compares it with what they declare. */
export const requiredServices = [
  'cloudresourcemanager.googleapis.com',
  'cloudbilling.googleapis.com',
  'iam.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'dns.googleapis.com',
  'storage.googleapis.com',
] as const;

export const enableServices = defineStep<Desired, {readonly enabled: readonly string[]}>({
  id: 'project/enable-services',
  runbook: '7',
  phase: 'project',
  title: 'Enable the APIs',
  why: 'The runbook names the Kubernetes API alone; its own steps also call Compute, IAM, DNS and Storage. All are enabled in one request, which Google takes or refuses as a whole.',
  docs: 'https://cloud.google.com/service-usage/docs/enable-disable',
  actor: 'operator',
  needs: ['project/select-project', 'project/link-billing'],
  within: 'project/create-project',
  permissions: [
    {permission: 'serviceusage.services.enable', on: 'project'},
    {permission: 'serviceusage.services.get', on: 'project'},
  ],
  services: ['serviceusage.googleapis.com'],
  usualSeconds: [20, 120],
  timeoutMinutes: 15,
  lingering: {kinds: ['service-disabled'], minutes: 15, reason: 'an API that was just enabled is still spreading'},
  desire: ({config}) => ({project: config.project.id, services: requiredServices}),
  async observe(ports, desired) {
    const enabled = await ports.services.listEnabled(desired.project, desired.services);
    return enabled.size === 0 ? {state: 'absent'} : {state: 'present', actual: {enabled: [...enabled]}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {enabled} = observation.actual;
    return selectUpdate(
      desired.services
        .filter((service) => !enabled.includes(service))
        .map((service) => ({path: service, from: 'disabled', to: 'enabled'})),
    );
  },
  async apply(ports, desired, change, io) {
    const missing = change.kind === 'update' ? change.fields.map(({path}) => path) : desired.services;
    await ports.services.enable(desired.project, missing, io.announceOperation);
  },
  equivalent: ({project, services}) => [['gcloud', 'services', 'enable', ...services, `--project=${project}`]],
});
