import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {SecretReference} from '../../model/install-config.js';
import type {Inputs} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';

interface Desired {
  readonly purpose: string;
  readonly type: 'rsa' | 'ed25519';
  readonly path: string;
  readonly comment: string;
  readonly given: SecretReference | undefined;
}

/** The private half of a deployment's key; the public one stands beside it with `.pub`. */
export function selectKeyPath({places}: Pick<Inputs, 'places'>, purpose: string): string {
  return `${places.state}/keys/${purpose === 'git' ? 'id_rsa_github' : 'id_ed25519_ssh'}`;
}

export const generateKey = defineStep<Desired, {readonly publicKey: string}>({
  id: 'keys/generate-key',
  runbook: '13',
  phase: 'values',
  title: 'Generate a key pair',
  titleOf: (instance) => (instance === 'git' ? 'Generate the git deploy key' : 'Generate the SSH portal’s key'),
  why: 'The same keys as ssh-keygen would make, in files of mode 0600. A key that is there is kept: making it again would lock the repository’s deploy key out.',
  docs: 'https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys',
  actor: 'operator',
  needs: [],
  permissions: [],
  services: [],
  usualSeconds: [0, 3],
  timeoutMinutes: 2,
  instances: (_config, release) => release.keys.map(({purpose}) => purpose),
  desire(inputs) {
    const {config, release, instance} = inputs;
    const key = release.keys.find(({purpose}) => purpose === instance);
    const {deployKey} = config.git;
    return {
      purpose: instance,
      type: key?.type ?? 'rsa',
      path: selectKeyPath(inputs, instance),
      comment: `shakudo-${config.deployment}-${instance}`,
      given: instance === 'git' && deployKey !== 'generate' ? deployKey : undefined,
    };
  },
  async observe(ports, desired) {
    const [privateKey, publicKey, state] = await Promise.all([
      ports.files.read(desired.path),
      ports.files.read(`${desired.path}.pub`),
      ports.files.stat(desired.path),
    ]);
    return privateKey === undefined || publicKey === undefined || state?.mode !== 0o600
      ? {state: 'absent'}
      : {state: 'present', actual: {publicKey}};
  },
  diff: (_desired, observation) => selectSimpleChange(observation) ?? noChange,
  async apply(ports, desired) {
    const standing = await ports.files.read(desired.path);
    const given = desired.given === undefined ? standing : await ports.secrets.resolve(desired.given);
    if (desired.given !== undefined && given === undefined) {
      throw new DiagnosticError([
        {
          code: 'SHK_KEYS_E0901',
          summary: 'The git deploy key cannot be read.',
          detail: desired.given,
          field: 'git.deployKey',
          tries: [{text: 'Check the path and its permissions, or set git.deployKey: generate.'}],
          blame: 'user',
        },
      ]);
    }
    const generate = desired.type === 'rsa' ? ports.keygen.generateRsa : ports.keygen.generateEd25519;
    let pair: {privateKey: string; publicKey: string};
    if (given === undefined) pair = await generate(desired.comment);
    else {
      const derived = await ports.keygen.derivePublicKey(given);
      if ('problem' in derived) {
        const text =
          derived.problem === 'encrypted'
            ? 'it is protected by a passphrase, and the platform cannot ask for one'
            : 'it is no private key in PEM or OpenSSH form';
        throw new DiagnosticError([
          {
            code: 'SHK_KEYS_E0902',
            summary: 'The key cannot be used.',
            detail: `${desired.given ?? desired.path}: ${text}`,
            field: 'git.deployKey',
            tries: [{text: 'Make one without a passphrase.', command: "ssh-keygen -t rsa -N '' -f id_rsa_github"}],
            blame: 'user',
          },
        ]);
      }
      pair = {privateKey: given, publicKey: derived.publicKey};
    }
    // The public half last: a private key without it is taken up again, not replaced.
    await ports.files.write(desired.path, pair.privateKey.endsWith('\n') ? pair.privateKey : `${pair.privateKey}\n`, {
      mode: 0o600,
    });
    await ports.files.write(`${desired.path}.pub`, `${pair.publicKey.trim()}\n`, {mode: 0o600});
  },
  outputNames: ['publicKeyFile'],
  outputs: (desired) => ({publicKeyFile: `${desired.path}.pub`}),
  equivalent: ({type, path, comment}) => [
    [
      'ssh-keygen',
      '-q',
      '-t',
      type,
      ...(type === 'ed25519' ? ['-o', '-a', '100'] : []),
      '-N',
      '',
      '-C',
      comment,
      '-f',
      path,
    ],
  ],
});
