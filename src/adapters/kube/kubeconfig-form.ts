import {z} from 'zod';

/** The parts of a kubeconfig that say where a cluster is and who one is there. https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
const clusterForm = z.object({
  server: z.string(),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'tls-server-name': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
});

const execForm = z.object({
  apiVersion: z.string(),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({name: z.string(), value: z.string()})).nullish(),
  provideClusterInfo: z.boolean().optional(),
});

const userForm = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  exec: execForm.optional(),
});

const named = <Key extends string, Form extends z.ZodType>(key: Key, form: Form) =>
  z.array(z.object({name: z.string(), [key]: form} as {name: z.ZodString} & Record<Key, Form>)).nullish();

export const kubeconfigForm = z.object({
  'current-context': z.string().nullish(),
  clusters: named('cluster', clusterForm),
  users: named('user', userForm),
  contexts: named(
    'context',
    z.object({cluster: z.string(), user: z.string().optional(), namespace: z.string().optional()}),
  ),
});

export type KubeconfigCluster = z.output<typeof clusterForm>;
export type KubeconfigUser = z.output<typeof userForm>;
export type KubeconfigExec = z.output<typeof execForm>;
