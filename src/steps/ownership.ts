import type {Diagnostic} from '../model/diagnostic.js';
import type {InstallConfig} from '../model/install-config.js';
import type {Change} from '../model/step.js';

const deploymentLabel = 'shakinstall-deployment';

/** Labels that say which deployment a resource belongs to. https://cloud.google.com/resource-manager/docs/labels-overview */
export function selectOwnerLabels(config: InstallConfig): Readonly<Record<string, string>> {
  return {[deploymentLabel]: config.deployment};
}

/** The same for resources that have a description and no labels. */
export function formatOwnerDescription(config: InstallConfig): string {
  return `${deploymentLabel}=${config.deployment}`;
}

/** Whether `labels` name the same deployment as those that the step would set. */
export function isOwned(labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return labels[deploymentLabel] === wanted[deploymentLabel];
}

/** A stop before something that is not ours. */
export function foreign(
  code: string,
  summary: string,
  detail: string,
  tries: Diagnostic['tries'],
  docs?: string,
): Change {
  return {
    kind: 'foreign',
    diagnostic: {code, summary, detail, tries, blame: 'user', ...(docs === undefined ? {} : {docs})},
  };
}
