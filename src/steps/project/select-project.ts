import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';

interface Desired {
  readonly id: string;
  readonly mode: 'create' | 'existing';
}

interface Actual {
  readonly number: string;
  readonly lifecycle: string;
}

export const selectProject = defineStep<Desired, Actual>({
  id: 'project/select-project',
  runbook: '2',
  phase: 'project',
  title: 'Select the project',
  why: 'Every later call names the project itself, so that a changed gcloud default cannot send a step elsewhere. Reads of a new project lag behind its creation; several good ones in a row are asked for.',
  docs: 'https://cloud.google.com/sdk/gcloud/reference/config/set',
  actor: 'operator',
  needs: ['project/create-project'],
  within: 'project/create-project',
  permissions: [{permission: 'resourcemanager.projects.get', on: 'project'}],
  services: ['cloudresourcemanager.googleapis.com'],
  usualSeconds: [1, 20],
  timeoutMinutes: 5,
  settledReads: 2,
  desire: ({config}) => ({id: config.project.id, mode: config.project.mode}),
  async observe(ports, desired) {
    const project = await ports.projects.get(desired.id);
    return project === undefined ? {state: 'absent'} : {state: 'present', actual: project};
  },
  diff(desired, observation) {
    const missing = foreign(
      'SHK_PROJECT_E0203',
      `Project ${desired.id} cannot be found.`,
      'it does not exist, or the account in use may not see it: Google answers both alike',
      [
        {text: 'Check the id and the account.', command: `gcloud projects describe ${desired.id}`},
        {text: 'To have it created, set project.mode: create.'},
      ],
    );
    const simple = selectSimpleChange(
      observation,
      desired.mode === 'existing' ? missing : {kind: 'await', reason: 'until the project is visible'},
    );
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    if (observation.actual.lifecycle === 'ACTIVE') return noChange;
    return foreign(
      'SHK_PROJECT_E0204',
      `Project ${desired.id} is not active.`,
      `lifecycle ${observation.actual.lifecycle}`,
      [{text: 'Restore it.', command: `gcloud projects undelete ${desired.id}`}],
    );
  },
  async apply(_ports, _desired, _change, io) {
    io.reportProgress('waiting until the project is visible');
  },
  outputNames: ['number'],
  outputs: (_desired, actual) => ({number: actual.number}),
  equivalent: ({id}) => [['gcloud', 'config', 'set', 'project', id]],
});
