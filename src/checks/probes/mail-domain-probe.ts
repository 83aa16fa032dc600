import {NotApplicable} from '../../model/not-applicable.js';
import type {Probe} from './probe.js';

/** The domain of the address that Let's Encrypt is given, and what DNS says of it. */
export interface MailDomainFact {
  readonly email: string;
  readonly domain: string;
  readonly rcode: string;
}

export const mailDomainProbe: Probe<MailDomainFact> = {
  id: 'mail-domain',
  async collect({ports, config}) {
    if (config.tls.mode !== 'lets-encrypt') throw new NotApplicable('the certificate is the operator’s own');
    const {email} = config.tls;
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    const {rcode} = await ports.resolver.ask({name: domain, type: 'SOA'});
    return {email, domain, rcode};
  },
};
