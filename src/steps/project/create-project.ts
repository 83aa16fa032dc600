import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, isOwned, selectOwnerLabels} from '../ownership.js';

interface Desired {
  readonly id: string;
  readonly parent: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

interface Actual {
  readonly number: string;
  readonly lifecycle: string;
  readonly labels: Readonly<Record<string, string>>;
}

const docs = 'https://cloud.google.com/resource-manager/docs/creating-managing-projects';

export const createProject = defineStep<Desired, Actual>({
  id: 'project/create-project',
  runbook: '1',
  phase: 'project',
  title: 'Create the project',
  why: 'The platform gets a project of its own, so that its costs, quotas and permissions stand apart.',
  docs,
  actor: 'operator',
  needs: ['tools/find-client-tools'],
  permissions: [{permission: 'resourcemanager.projects.create', on: 'parent'}],
  services: ['cloudresourcemanager.googleapis.com'],
  usualSeconds: [5, 30],
  timeoutMinutes: 10,
  lingering: {kinds: ['permission', 'not-found'], minutes: 5, reason: 'the new project is still becoming visible'},
  instances: (config) => (config.project.mode === 'create' ? [''] : []),
  desire: ({config}) => ({
    id: config.project.id,
    parent:
      config.project.folder !== undefined
        ? `folders/${config.project.folder}`
        : config.project.organization !== undefined
          ? `organizations/${config.project.organization}`
          : undefined,
    labels: selectOwnerLabels(config),
  }),
  async observe(ports, desired) {
    const project = await ports.projects.get(desired.id);
    return project === undefined ? {state: 'absent'} : {state: 'present', actual: project};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {lifecycle, labels} = observation.actual;
    if (lifecycle === 'DELETE_REQUESTED') {
      const tries = [
        {
          text: 'Restore it, or choose another id: a deleted project keeps its id for 30 days.',
          command: `gcloud projects undelete ${desired.id}`,
        },
      ];
      return foreign(
        'SHK_PROJECT_E0201',
        `Project ${desired.id} is marked for deletion.`,
        'lifecycle DELETE_REQUESTED',
        tries,
        docs,
      );
    }
    if (isOwned(labels, desired.labels)) return noChange;
    const tries = [{text: 'To install into it, set project.mode: existing. Otherwise choose another project.id.'}];
    return foreign(
      'SHK_PROJECT_E0202',
      `Project ${desired.id} exists and was not created by this deployment.`,
      `labels ${JSON.stringify(labels)}`,
      tries,
      docs,
    );
  },
  apply: (ports, desired, _change, io) => ports.projects.create(desired, io.announceOperation),
  outputNames: ['number'],
  outputs: (_desired, actual) => ({number: actual.number}),
  equivalent: ({id, parent, labels}) => [
    [
      'gcloud',
      'projects',
      'create',
      id,
      ...(parent === undefined
        ? []
        : [`--${parent.startsWith('folders/') ? 'folder' : 'organization'}=${parent.split('/')[1]}`]),
      `--labels=${Object.entries(labels)
        .map((pair) => pair.join('='))
        .join(',')}`,
    ],
  ],
});
