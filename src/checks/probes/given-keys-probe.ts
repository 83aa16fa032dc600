import type {SecretReference} from '../../model/install-config.js';
import type {Probe} from './probe.js';

/** A private key or a certificate that the configuration names, and whether it can be used; never the secret itself. */
export interface GivenKeyFact {
  readonly field: string;
  readonly reference: SecretReference;
  readonly state: 'usable' | 'absent' | 'encrypted' | 'unreadable';
}

/** Tries every private key and certificate that the configuration names. */
export const givenKeysProbe: Probe<readonly GivenKeyFact[]> = {
  id: 'given-keys',
  collect({config, ports}) {
    const {git, tls} = config;
    const given: ReadonlyArray<{readonly field: string; readonly reference: SecretReference; readonly isKey: boolean}> =
      [
        ...(git.deployKey === 'generate' ? [] : [{field: 'git.deployKey', reference: git.deployKey, isKey: true}]),
        ...(tls.mode === 'own'
          ? [
              {field: 'tls.key', reference: tls.key, isKey: true},
              {field: 'tls.certificate', reference: tls.certificate, isKey: false},
            ]
          : []),
      ];
    return Promise.all(
      given.map(async ({field, reference, isKey}): Promise<GivenKeyFact> => {
        const text = await ports.secrets.resolve(reference);
        if (text === undefined) return {field, reference, state: 'absent'};
        if (!isKey) return {field, reference, state: text.includes('BEGIN CERTIFICATE') ? 'usable' : 'unreadable'};
        const derived = await ports.keygen.derivePublicKey(text);
        return {field, reference, state: 'problem' in derived ? derived.problem : 'usable'};
      }),
    );
  },
};
