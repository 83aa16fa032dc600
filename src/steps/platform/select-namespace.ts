import type {InstallConfig} from '../../model/install-config.js';
import type {Release} from '../../model/release.js';
import {namespaceName} from '../../release/select-namespaces.js';

/** The name of a release's namespace in this deployment. */
export function selectNamespace(
  config: InstallConfig,
  place: {readonly namespace: string; readonly isPrefixed: boolean},
): string {
  return namespaceName(place, config.namespaces.prefix);
}

/** The namespace that helm installs into. */
export function selectChartNamespace(config: InstallConfig, release: Release): string {
  const {namespace} = release.chart;
  const isPrefixed = release.namespaces.find(({name}) => name === namespace)?.isPrefixed ?? false;
  return selectNamespace(config, {namespace, isPrefixed});
}
