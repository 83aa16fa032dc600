import type {Incident} from '../incident.js';

const certificate = {
  meaning: 'Certificate',
  usual: {from: 'objects', path: '/apis/cert-manager.io/v1/certificates'},
} as const;
const google = 'nothing, but for DNS-01 the TXT record _acme-challenge in the zone';

/** cert-manager issues anew what has lost its Secret. */
const dropSecrets = {
  on: 'objects',
  change: {
    verb: 'delete-each',
    path: '/api/v1/namespaces/{certificate.namespace}/secrets',
    matching: '{certificate.namespace}/.*(tls|certs?)',
  },
  isKept: true,
} as const;

/** Each link of the chain from Certificate to Secret. */
export const certificateIncidents: readonly Incident[] = [
  {
    id: 'certificate-account',
    title: 'The issuer cannot register its ACME account',
    plane: 'cluster',
    cause: 'The authority refuses the account’s contact.',
    symptoms: {google, cluster: 'the ClusterIssuer is not Ready: ErrRegisterACMEAccount; no Certificate gets an Order'},
    truth: {plane: 'cluster', link: 'certificate/account', object: 'ClusterIssuer {issuer}'},
    cure: ['kubectl describe clusterissuer {issuer}; give spec.acme.email an address that the authority accepts.'],
    parameters: {
      issuer: {meaning: 'ClusterIssuer', usual: {from: 'objects', path: '/apis/cert-manager.io/v1/clusterissuers'}},
    },
    effects: [
      {
        on: 'machinery',
        fault: {
          kind: 'certificate',
          link: 'account',
          message: '400 urn:ietf:params:acme:error:invalidContact: contact email has forbidden domain',
        },
      },
      {
        on: 'objects',
        change: {verb: 'recreate', path: '/apis/cert-manager.io/v1/clusterissuers/{issuer}'},
        isKept: true,
      },
    ],
  },
  {
    id: 'certificate-order',
    title: 'The authority takes no more orders',
    plane: 'cluster',
    cause: 'Too many certificates were asked for the same names in a week.',
    symptoms: {google, cluster: 'the Order says errored with rateLimited; the Certificate stays not Ready'},
    truth: {plane: 'cluster', link: 'certificate/order', object: 'Certificate {certificate}'},
    cure: ['Wait for the week to pass, restore the Secret from a backup, or use the authority’s staging server.'],
    parameters: {certificate},
    effects: [
      {
        on: 'machinery',
        fault: {
          kind: 'certificate',
          link: 'order',
          message:
            '429 urn:ietf:params:acme:error:rateLimited: Error creating new order :: too many certificates (5) already issued for this exact set of domains in the last 168 hours',
        },
      },
      dropSecrets,
    ],
  },
  {
    id: 'certificate-present',
    title: 'The challenge cannot be put into DNS',
    plane: 'cluster',
    cause: 'The solver’s service account may not change the zone.',
    symptoms: {google: 'no TXT record _acme-challenge appears in the zone', cluster: 'the Challenge says PresentError'},
    truth: {plane: 'cluster', link: 'certificate/present', object: 'Certificate {certificate}'},
    cure: ['Grant the solver’s account roles/dns.admin on the zone’s project.'],
    parameters: {certificate},
    effects: [
      {
        on: 'machinery',
        fault: {kind: 'certificate', link: 'present', message: 'googleapi: Error 403: Forbidden, forbidden'},
      },
      dropSecrets,
    ],
  },
  {
    id: 'certificate-propagation',
    title: 'The challenge’s record is not seen',
    plane: 'cluster',
    cause: 'The TXT record does not reach the servers that cert-manager asks.',
    symptoms: {
      google: 'the TXT record stands in the zone',
      cluster: 'the Challenge waits: “DNS record … not yet propagated”',
    },
    truth: {plane: 'cluster', link: 'certificate/propagation', object: 'Certificate {certificate}'},
    cure: ['Look with dig at the authoritative servers; mend the delegation, or give cert-manager other resolvers.'],
    parameters: {certificate},
    effects: [
      {
        on: 'machinery',
        fault: {
          kind: 'certificate',
          link: 'propagation',
          message: 'Waiting for DNS-01 challenge propagation: DNS record not yet propagated',
        },
      },
      dropSecrets,
    ],
  },
  {
    id: 'certificate-finalize',
    title: 'The authority does not sign',
    plane: 'cluster',
    cause: 'The zone’s CAA record names another authority.',
    symptoms: {
      google: 'a CAA record without letsencrypt.org may stand in the zone',
      cluster: 'the Order fails when it is finalized',
    },
    truth: {plane: 'cluster', link: 'certificate/finalize', object: 'Certificate {certificate}'},
    cure: ['Let the CAA record name letsencrypt.org, or remove it.'],
    parameters: {certificate},
    effects: [
      {
        on: 'machinery',
        fault: {
          kind: 'certificate',
          link: 'finalize',
          message: '403 urn:ietf:params:acme:error:caa: CAA record prevents issuance',
        },
      },
      dropSecrets,
    ],
  },
  {
    id: 'webhook-bundle-missing',
    title: 'The webhook’s authority is not injected',
    plane: 'cluster',
    cause: 'cert-manager’s injector does not write the CA bundle into the webhook configuration.',
    symptoms: {
      google: 'nothing',
      cluster: '“x509: certificate signed by unknown authority” whenever a certificate resource is written',
    },
    truth: {
      plane: 'cluster',
      link: 'webhook/bundle-missing',
      object: 'ValidatingWebhookConfiguration {configuration}',
    },
    cure: ['Look at the log of cert-manager-cainjector, and restart it.'],
    parameters: {
      configuration: {
        meaning: 'ValidatingWebhookConfiguration',
        usual: {
          from: 'objects',
          path: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
          matching: 'cert-?manager',
        },
      },
    },
    effects: [
      {on: 'machinery', fault: {kind: 'bundle-missing', operator: 'cert-manager'}},
      {
        on: 'objects',
        change: {
          verb: 'strip-bundle',
          path: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{configuration}',
        },
        isKept: true,
      },
    ],
  },
];
