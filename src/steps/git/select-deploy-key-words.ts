/** How each Git host words it, by the host's name; the pages they stand on. */
const hosts: ReadonlyArray<readonly [host: RegExp, words: string]> = [
  // https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys#set-up-deploy-keys
  [/(^|\.)github\./, 'On GitHub: Settings, Deploy keys, Add deploy key; read access is enough.'],
  // https://docs.gitlab.com/user/project/deploy_keys/#create-a-project-deploy-key
  [/(^|\.)gitlab\./, 'On GitLab: Settings, Repository, Deploy keys, Add new key; write permissions are not needed.'],
  // https://support.atlassian.com/bitbucket-cloud/docs/add-an-access-key-to-a-repository/
  [/(^|\.)bitbucket\./, 'On Bitbucket: Repository settings, Access keys, Add key; access keys only read.'],
  // https://learn.microsoft.com/azure/devops/repos/git/use-ssh-keys-to-authenticate
  [
    /(^|\.)(dev\.azure\.com|visualstudio\.com)$/,
    'On Azure DevOps: User settings, SSH public keys, New key, as a user who may read the repository.',
  ],
];

/** Where a person adds a deploy key at the host of `repository`; an address as git takes it, or none. */
export function selectDeployKeyWords(repository: string | undefined): string {
  const host = /^(?:[\w+]+:\/\/)?(?:[^@/]+@)?([^:/]+)/.exec(repository ?? '')?.[1]?.toLowerCase() ?? '';
  return (
    hosts.find(([pattern]) => pattern.test(host))?.[1] ??
    'At its Git host, as a deploy key that may read the repository.'
  );
}
