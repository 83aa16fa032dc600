/** Registries that are there without the rehearsal's DNS saying so. */
export const publicRegistries: readonly string[] = [
  'docker.io',
  'quay.io',
  'ghcr.io',
  'registry.k8s.io',
  'k8s.gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'nvcr.io',
  'docker.elastic.co',
  'cr.fluentbit.io',
  'cgr.dev',
  'registry.gitlab.com',
];
