import {NotApplicable} from '../../model/not-applicable.js';
import type {ChainState} from '../../model/ports/certificates.js';
import type {Probe} from './probe.js';

export interface OwnCertificateFact {
  readonly reference: string;
  /** Null where the certificate is absent or cannot be read. */
  readonly chain: ChainState | null;
}

/** The certificate that the operator brings, and whether its key is there; the key itself is kept nowhere. */
export const ownCertificateProbe: Probe<OwnCertificateFact> = {
  id: 'own-certificate',
  async collect({ports, config}) {
    const {tls} = config;
    if (tls.mode !== 'own') throw new NotApplicable('Let’s Encrypt issues the certificate');
    const [certificate, key] = await Promise.all([
      ports.secrets.resolve(tls.certificate),
      ports.secrets.resolve(tls.key),
    ]);
    const chain = certificate === undefined ? undefined : ports.certificates.readChain(certificate, key);
    // A JSON file knows no undefined.
    return {reference: tls.certificate, chain: chain === undefined ? null : chain};
  },
};
