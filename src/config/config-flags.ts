/** A value of the configuration that the command line and the environment may give. */
export interface ConfigFlag {
  readonly path: string;
  /** Without its two dashes. */
  readonly flag: string;
  readonly env: string;
  readonly description: string;
}

const entry = (path: string, description: string, flag?: string): ConfigFlag => {
  const words = path
    .replace(/([a-z])([A-Z])/g, '$1.$2')
    .toLowerCase()
    .split('.');
  return {path, flag: flag ?? words.join('-'), env: `SHAKINSTALL_${words.join('_').toUpperCase()}`, description};
};

/** Every value that has to be given and has no default, so that no installation needs a file or a question. */
export const configFlags: readonly ConfigFlag[] = [
  entry('deployment', 'name of the installation'),
  entry('project.id', 'id of the Google Cloud project'),
  entry('project.billingAccount', 'billing account of a project to be created'),
  entry('location', 'zone or region of the cluster'),
  entry('cluster.name', 'name of the cluster'),
  entry('domain.fqdn', 'domain of the platform'),
  entry('domain.zone', 'name of the Cloud DNS zone that holds the domain'),
  entry('tls.email', 'where Let’s Encrypt writes to'),
  entry('bucket.name', 'name of the bucket'),
  entry('release.path', 'directory, .tgz or oci://HOST/PATH:TAG of the release', 'release'),
];

/** The flag of a field, such as `project.id`. */
export function selectFlag(path: string): ConfigFlag | undefined {
  return configFlags.find((flag) => flag.path === path);
}
