import {z} from 'zod';
import {usualKinds} from '../usual-kinds.data.js';

const text = z.string().min(1);
const name = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'a name of Kubernetes: lower-case letters, digits and dashes');
const path = z
  .string()
  .min(1)
  .refine((value) => !value.startsWith('/') && !value.split('/').includes('..'), 'a path inside the release');
const port = z.int().min(1).max(65535);
const valuesPath = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'keys of the values joined by dots');

/** The settings that a release may have places for; the same words as `ReleaseSetting`. */
const settingSchema = z.enum([
  'deploymentName',
  'domain',
  'namespacePrefix',
  'loadBalancerIp',
  'loadBalancerIsInternal',
  'cloudProvider',
  'projectId',
  'zone',
  'bucketName',
  'bucketType',
  'gitPublicKey',
  'gitPrivateKey',
  'gitRepository',
  'gitBranch',
  'sshPortalPublicKey',
  'sshPortalPrivateKey',
  'oauthClientSecret',
  'storageClass',
  'condaDisk',
  'acmeEmail',
  'acmeServer',
  'dnsProject',
  'dnsServiceAccountKey',
  'dnsServiceAccount',
  'clientServiceAccountKey',
  'createsIssuer',
  'createsIstio',
  'imageRegistry',
]);

const namespaceEntry = z.strictObject({name, createdBy: z.enum(['chart', 'manifests', 'installer'])});
const kindName = z
  .string()
  .regex(/^([a-z0-9.-]+\/)?[A-Z][A-Za-z0-9]*$/, 'a kind with its group, such as apps/Deployment');
const labels = z.record(z.string(), z.string());

/** release.yaml as it is written; `parseRelease` turns it into a `Release`. */
export const releaseSchema = z.strictObject({
  apiVersion: z.literal('shakinstall.dev/v1'),
  kind: z.literal('Release'),
  name,
  version: text,
  kubernetes: text,
  chart: z.strictObject({path, releaseName: name, namespace: name}),
  manifests: z.array(
    z.strictObject({
      path,
      waitsFor: z.enum(['established', 'available', 'none']),
      phase: z.enum(['before-chart', 'after-chart']),
      placeholders: z.array(z.strictObject({placeholder: text, setting: settingSchema})).default([]),
    }),
  ),
  values: z.strictObject({
    template: path,
    tokens: z.array(z.strictObject({token: text, setting: settingSchema.optional(), meaning: text})).default([]),
    replacements: z.array(z.strictObject({from: text, to: z.string()})).default([]),
    overrides: z.array(z.strictObject({setting: settingSchema, path: valuesPath})).default([]),
  }),
  namespaces: z.strictObject({
    prefixed: z.array(namespaceEntry).default([]),
    fixed: z.array(namespaceEntry).default([]),
  }),
  kinds: z
    .strictObject({chart: z.array(kindName), manifests: z.array(kindName)})
    .default({chart: usualKinds, manifests: usualKinds}),
  images: z.array(text),
  criticalWorkloads: z.array(
    z.strictObject({
      kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']),
      namespace: name,
      namePrefix: text,
      labels: labels.default({}),
    }),
  ),
  idleWorkloads: z
    .array(z.strictObject({kind: z.enum(['Deployment', 'StatefulSet']), namespace: name, name}))
    .default([]),
  nodeSelectors: z
    .array(
      z.strictObject({
        key: text,
        values: z.array(text).min(1),
        workloads: z.array(text).default([]),
        path: valuesPath.optional(),
      }),
    )
    .default([]),
  storageClasses: z.array(name).default([]),
  webhooks: z
    .array(z.strictObject({name: text, namespace: name, service: name, servicePort: port, targetPort: port}))
    .default([]),
  certificates: z.array(z.strictObject({namespace: name, name, secretName: name})).default([]),
  keySecrets: z
    .array(z.strictObject({purpose: z.enum(['git', 'sshportal']), namespace: name, name, key: text}))
    .default([]),
  solverSecret: z.strictObject({namespace: name, name, key: text}).optional(),
  ingress: z.strictObject({namespace: name, service: name, ports: z.array(port).min(1)}),
  login: z.strictObject({
    realm: text,
    realmPath: text,
    brokerPath: text,
    admin: z
      .strictObject({
        namespace: name,
        secret: name,
        passwordKey: text,
        user: text.optional(),
        userKey: text.optional(),
      })
      .optional(),
  }),
  keys: z
    .array(z.strictObject({purpose: z.enum(['git', 'sshportal']), type: z.enum(['rsa', 'ed25519']), path}))
    .default([]),
  disks: z.array(z.strictObject({purpose: z.literal('conda'), sizeGb: z.int().min(1)})).default([]),
  required: z.boolean().default(false),
  hotfix: z.boolean().default(false),
  upgradesThrough: z.array(text).default([]),
  updates: z
    .array(
      z
        .strictObject({
          name,
          title: text,
          phase: z.enum(['before-chart', 'after-chart']).default('before-chart'),
          image: text,
          script: path,
          namespace: name,
          serviceAccount: name.optional(),
          secrets: z.array(name).default([]),
          isReversible: z.boolean(),
          remains: text.optional(),
          timeoutMinutes: z.int().min(1).max(240).default(30),
        })
        .refine(({isReversible, remains}) => isReversible || remains !== undefined, {
          path: ['remains'],
          error: 'one sentence on what stays changed, where it is not reversible',
        }),
    )
    .default([]),
  replaces: z
    .array(z.strictObject({apiVersion: text, kind: text, namespace: name, namePrefix: name, reason: text}))
    .default([]),
});

export type ReleaseDocument = z.output<typeof releaseSchema>;
