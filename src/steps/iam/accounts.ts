import type {InstallConfig} from '../../model/install-config.js';
import type {Places} from '../../model/step.js';

/** The service accounts of a deployment, as instances of the steps that make them. */
export type AccountName = 'deployer' | 'dns-solver';

/** Cert-manager proves the domain by DNS records only where Let's Encrypt issues. */
export function selectAccountNames(config: InstallConfig): readonly AccountName[] {
  return config.tls.mode === 'lets-encrypt' ? ['deployer', 'dns-solver'] : ['deployer'];
}

export interface Account {
  readonly project: string;
  readonly accountId: string;
  readonly email: string;
  readonly displayName: string;
  readonly keyFile: string;
}

/** Ids have 6 to 30 characters. https://cloud.google.com/iam/docs/service-accounts-create */
const longestId = 30;

function selectAccountId({deployer}: InstallConfig, name: string): string {
  return name === 'deployer' ? deployer.serviceAccount : `${deployer.serviceAccount.slice(0, longestId - 4)}-dns`;
}

/** The address of one of the accounts. */
export function selectAccountEmail(config: InstallConfig, name: string): string {
  return `${selectAccountId(config, name)}@${config.project.id}.iam.gserviceaccount.com`;
}

export function selectAccount(config: InstallConfig, places: Places, name: string): Account {
  const isDeployer = name === 'deployer';
  return {
    project: config.project.id,
    accountId: selectAccountId(config, name),
    email: selectAccountEmail(config, name),
    displayName: isDeployer ? config.deployer.displayName : `${config.deployer.displayName} DNS-01 solver`,
    keyFile: `${places.state}/keys/${isDeployer ? 'deployer' : 'dns01-solver'}.json`,
  };
}

/** Where cert-manager's DNS records and the platform's own live. */
export function selectDnsProject(config: InstallConfig): string {
  return config.domain.zoneProject ?? config.project.id;
}
