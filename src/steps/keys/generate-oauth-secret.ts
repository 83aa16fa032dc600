import type {Inputs} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';

/** Where the secret that oauth2-proxy and Keycloak share is kept. */
export function selectOauthSecretPath({places}: Pick<Inputs, 'places'>): string {
  return `${places.state}/keys/oauth-client-secret`;
}

/** As many random bytes as the runbook's `openssl rand -hex 20`. */
const secretBytes = 20;

export const generateOauthSecret = defineStep<{readonly path: string}, null>({
  id: 'keys/generate-oauth-secret',
  runbook: '14',
  phase: 'values',
  title: 'Generate the OAuth client secret',
  why: 'The runbook draws it anew whenever the values are rendered, which logs everybody out; here it is drawn once and kept in a file of mode 0600.',
  docs: 'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
  actor: 'operator',
  needs: [],
  permissions: [],
  services: [],
  usualSeconds: [0, 1],
  timeoutMinutes: 1,
  desire: (inputs) => ({path: selectOauthSecretPath(inputs)}),
  async observe(ports, desired) {
    const [text, state] = await Promise.all([ports.files.read(desired.path), ports.files.stat(desired.path)]);
    return text === undefined || text.trim() === '' || state?.mode !== 0o600
      ? {state: 'absent'}
      : {state: 'present', actual: null};
  },
  diff: (_desired, observation) => selectSimpleChange(observation) ?? noChange,
  async apply(ports, desired) {
    const standing = (await ports.files.read(desired.path))?.trim();
    await ports.files.write(desired.path, `${standing || ports.keygen.randomHex(secretBytes)}\n`, {mode: 0o600});
  },
  equivalent: ({path}) => [['openssl', 'rand', '-hex', String(secretBytes), '-out', path]],
});
