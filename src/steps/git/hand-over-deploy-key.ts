import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectKeyPath} from '../keys/generate-key.js';
import {selectDeployKeyWords} from './select-deploy-key-words.js';

interface Desired {
  readonly path: string;
  readonly publicKeyPath: string;
  readonly repository: string | undefined;
  readonly title: string;
}

interface Actual {
  readonly isEqual: boolean;
  readonly publicKey: string;
}

function formatWords({repository, title}: Desired): string {
  const place = repository === undefined ? 'the git repository that the platform syncs' : repository;
  return `Add this public key to ${place} with the title "${title}". ${selectDeployKeyWords(repository)}`;
}

const formatNote = (desired: Desired, publicKey: string) => `${formatWords(desired)}\n\n${publicKey.trim()}\n`;

export const handOverDeployKey = defineStep<Desired, Actual>({
  id: 'git/hand-over-deploy-key',
  runbook: '16',
  phase: 'values',
  title: 'Hand over the deploy key',
  why: 'Only the repository’s owner can add it. The public key and where it goes are written to a file and shown at the end of the run; the installation does not wait for it.',
  docs: 'https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys#set-up-deploy-keys',
  actor: 'operator',
  needs: ['keys/generate-key'],
  permissions: [],
  services: [],
  usualSeconds: [0, 1],
  timeoutMinutes: 1,
  instances: (_config, release) => (release.keys.some(({purpose}) => purpose === 'git') ? [''] : []),
  desire: (inputs) => ({
    path: `${inputs.places.state}/deploy-key.txt`,
    publicKeyPath: `${selectKeyPath(inputs, 'git')}.pub`,
    repository: inputs.config.git.repository,
    title: `shakudo-${inputs.config.deployment}`,
  }),
  async observe(ports, desired) {
    const [text, publicKey] = await Promise.all([
      ports.files.read(desired.path),
      ports.files.read(desired.publicKeyPath),
    ]);
    return text === undefined
      ? {state: 'absent'}
      : {
          state: 'present',
          actual: {
            isEqual: publicKey !== undefined && text === formatNote(desired, publicKey),
            publicKey: publicKey?.trim() ?? '',
          },
        };
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.isEqual
      ? noChange
      : {kind: 'update', fields: [{path: 'deploy-key.txt', from: 'another key', to: 'this deployment’s'}]};
  },
  apply: async (ports, desired) =>
    ports.files.write(desired.path, formatNote(desired, (await ports.files.read(desired.publicKeyPath)) ?? ''), {
      mode: 0o600,
    }),
  outputNames: ['file', 'publicKey', 'words'],
  outputs: (desired, {publicKey}) => ({file: desired.path, publicKey, words: formatWords(desired)}),
  equivalent: ({repository, publicKeyPath, title}) => [
    [
      'gh',
      'repo',
      'deploy-key',
      'add',
      publicKeyPath,
      `--title=${title}`,
      ...(repository === undefined ? [] : [`--repo=${repository}`]),
    ],
  ],
});
