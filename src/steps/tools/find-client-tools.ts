import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';

export const findClientTools = defineStep<null, {readonly helm: string; readonly origin: string}>({
  id: 'tools/find-client-tools',
  runbook: '8',
  phase: 'project',
  title: 'Find helm',
  why: 'The runbook installs kubectl and uses helm. Nothing here needs kubectl or gcloud; helm of 3.10 or later is taken from PATH, else from the package that brings it.',
  docs: 'https://helm.sh/docs/intro/install/',
  actor: 'operator',
  needs: [],
  permissions: [],
  services: [],
  usualSeconds: [0, 2],
  timeoutMinutes: 2,
  desire: () => null,
  async observe(ports) {
    const binary = await ports.helm.find();
    return binary === undefined
      ? {state: 'absent'}
      : {state: 'present', actual: {helm: binary.version, origin: binary.origin}};
  },
  diff: (_desired, observation) =>
    selectSimpleChange(
      observation,
      foreign(
        'SHK_TOOLS_E0301',
        'No helm of version 3.10 or later was found.',
        'none on PATH, and none is bundled for this machine',
        [{text: 'Install helm 3.10 or later and put it on PATH.', command: 'helm version'}],
        'https://helm.sh/docs/intro/install/',
      ),
    ) ?? noChange,
  async apply() {},
  outputNames: ['helm'],
  outputs: (_desired, actual) => ({helm: `${actual.helm} (${actual.origin})`}),
  equivalent: () => [['helm', 'version']],
});
