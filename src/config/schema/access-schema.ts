import {z} from 'zod';
import {emailAddress, projectId} from './formats.js';
import {dnsZoneName, fqdn, namedNetwork, zoneDnsName} from './network-formats.js';
import {secretReference, secretReferenceOrGenerate} from './secret-reference.js';

export const domainSchema = z
  .strictObject({
    fqdn: fqdn.meta({description: 'Domain of the platform, such as shakudo.example.com'}),
    zone: dnsZoneName.meta({description: 'Name of the Cloud DNS zone that holds the domain'}),
    zoneProject: projectId
      .optional()
      .meta({description: 'Project of that zone; the installation’s own where left out'}),
    zoneDnsName: zoneDnsName
      .optional()
      .meta({description: 'Domain of that zone; the fqdn is checked against it at once where given'}),
    exposure: z
      .enum(['external', 'internal'])
      .default('external')
      .meta({description: 'Whether the load balancer’s address is public or in the network only'}),
  })
  .meta({title: 'Domain', description: 'Where the platform is reached'});

export const tlsSchema = z
  .strictObject({
    mode: z.enum(['lets-encrypt', 'own']).default('lets-encrypt').meta({description: 'Who issues the certificate'}),
    email: emailAddress
      .optional()
      .meta({description: 'Where Let’s Encrypt writes to before a certificate ends; needed with lets-encrypt'}),
    certificate: secretReference.optional().meta({description: 'Certificate with its chain in PEM; needed with own'}),
    key: secretReference
      .optional()
      .meta({description: 'Private key of the certificate in PEM, without a passphrase; needed with own'}),
  })
  .meta({title: 'TLS', description: 'The certificate of the domain'});

/** https://openid.net/specs/openid-connect-discovery-1_0.html#IssuerDiscovery: no query, no fragment. */
const issuerAddress = z.string().regex(/^https:\/\/[\w.-]+(:\d+)?(\/[\w.~%/-]*)?$/, {
  error: 'an address with https, such as https://acme.okta.com',
});

export const ssoSchema = z
  .strictObject({
    provider: z.enum(['none', 'google', 'okta', 'azure']).default('none').meta({description: 'Who knows the users'}),
    clientId: z.string().min(1).optional().meta({description: 'Client id at the provider'}),
    clientSecret: secretReference.optional().meta({description: 'Client secret at the provider'}),
    issuer: issuerAddress.optional().meta({
      description:
        'Where the provider issues tokens, such as https://acme.okta.com or https://login.microsoftonline.com/TENANT/v2.0; needed with okta, and with azure where hostedDomain does not name the tenant',
    }),
    hostedDomain: zoneDnsName
      .optional()
      .meta({description: 'google: only users of this domain may log in; azure: the tenant, by one of its domains'}),
  })
  .meta({title: 'Single sign-on', description: 'Identity provider of the platform’s Keycloak'});

export const gitSchema = z
  .strictObject({
    repository: z
      .string()
      .regex(/^(git@[\w.-]+:[\w./~-]+|(ssh|https):\/\/[^\s]+)$/, {
        error: 'an address such as git@github.com:acme/platform.git',
      })
      .optional()
      .meta({description: 'Repository that the platform keeps in step with'}),
    branch: z
      .string()
      .regex(/^(?!-)(?!.*(\.\.|@\{|\/\/))[^\s~^:?*[\\]+(?<![./])$/, {error: 'the name of a branch'})
      .default('main')
      .meta({description: 'Branch of the repository'}),
    deployKey: secretReferenceOrGenerate
      .default('generate')
      .meta({description: 'generate, or the private key of a deploy key'}),
  })
  .meta({title: 'Git', description: 'Where the platform’s users keep their code'});

export const supportSchema = z
  .strictObject({
    offices: z.array(namedNetwork).default([]).meta({
      description:
        'Networks of the support that may reach the control plane beside those of cluster.authorizedNetworks',
    }),
  })
  .meta({title: 'Support', description: 'Access for the support, where the package is bought'});
