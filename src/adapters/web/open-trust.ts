import {readFileSync} from 'node:fs';
import {createSecureContext, rootCertificates, type SecureContext, type SecureContextOptions} from 'node:tls';
import type {Environment} from '../../model/environment.js';

/** The part of a connection's options that says whom it trusts. */
export interface Trust {
  readonly secureContext: SecureContext;
}

/** What a connection may ask for besides whom it trusts. */
export type TrustOptions = Pick<SecureContextOptions, 'minVersion' | 'maxVersion' | 'ciphers'>;

/**
 * Whom connections to the outside trust: the machine's authorities, those of the environment, and `trusted`, certificates
 * in PEM. Reading a hundred and fifty authorities takes longer than a handshake, so each combination is read once.
 */
export function openTrust({
  caBundle,
}: Pick<Environment, 'caBundle'>): (trusted?: string, options?: TrustOptions) => Trust {
  const bundle = caBundle === undefined ? [] : [readFileSync(caBundle, 'utf8')];
  const contexts = new Map<string, Trust>();
  return (trusted, options = {}) => {
    const more = [...bundle, ...(trusted === undefined ? [] : [trusted])];
    const key = JSON.stringify([more, options]);
    const held = contexts.get(key);
    if (held !== undefined) return held;
    // A chain may end in a certificate that is trusted by itself, as an operator's own is.
    const ca = more.length === 0 ? {} : {ca: [...rootCertificates, ...more], allowPartialTrustChain: true};
    const secureContext = createSecureContext({...ca, ...options});
    contexts.set(key, {secureContext});
    return {secureContext};
  };
}
