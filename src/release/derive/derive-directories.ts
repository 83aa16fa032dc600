import type {ManifestDirectory, ManifestWait} from '../../model/release.js';
import type {ChartEvidence, StaticDirectory} from './evidence.js';
import {podTemplateOf} from './pod-facts.js';

/** Directories that the runbook applies, in its order; `certs` is the one that it forgets. */
const RUNBOOK_ORDER = ['crds', 'prometheus-0', 'prometheus-1', 'prometheus-2', 'cert-manager', 'certs'];

/** The directories of a bare chart in the runbook's order, and what is left out. */
export function deriveDirectories(evidence: ChartEvidence): {
  readonly directories: readonly ManifestDirectory[];
  readonly notes: readonly string[];
} {
  const chartNamespaces = new Set(
    evidence.rendered.filter((manifest) => manifest.kind === 'Namespace').map((manifest) => manifest.name),
  );
  const known = evidence.directories.filter((directory) => RUNBOOK_ORDER.includes(baseName(directory.path)));
  const others = evidence.directories.filter((directory) => !known.includes(directory));
  const missing = RUNBOOK_ORDER.filter((name) => !known.some((directory) => baseName(directory.path) === name));
  const placed = [...known].sort(
    (left, right) => RUNBOOK_ORDER.indexOf(baseName(left.path)) - RUNBOOK_ORDER.indexOf(baseName(right.path)),
  );
  const directories = placed.map((directory): ManifestDirectory => {
    const isLate = directory.manifests.some((manifest) => chartNamespaces.has(manifest.namespace ?? ''));
    return {
      path: directory.path,
      waitsFor: selectWait(directory),
      phase: isLate ? 'after-chart' : 'before-chart',
      placeholders: directory.text.includes('<DOMAIN_NAME>') ? [{placeholder: '<DOMAIN_NAME>', setting: 'domain'}] : [],
    };
  });
  return {
    // What comes after the chart stands at the end, so that the list reads in the order of events.
    directories: [
      ...directories.filter((directory) => directory.phase === 'before-chart'),
      ...directories.filter((directory) => directory.phase === 'after-chart'),
    ],
    notes: [
      ...others.map((directory) => `${directory.path} is not applied: the runbook does not know it.`),
      ...missing.map((name) => `There is no static/${name}: nothing is applied in its place.`),
      ...placed.flatMap(unknownPlaceholders),
    ],
  };
}

function selectWait(directory: StaticDirectory): ManifestWait {
  if (directory.manifests.some((manifest) => podTemplateOf(manifest) && !/Job$/.test(manifest.kind)))
    return 'available';
  return directory.manifests.some((manifest) => manifest.kind === 'CustomResourceDefinition') ? 'established' : 'none';
}

function unknownPlaceholders(directory: StaticDirectory): string[] {
  const found = new Set(directory.text.match(/(?<=[\s"'.])<[A-Z][A-Z0-9_]{3,}>/g) ?? []);
  found.delete('<DOMAIN_NAME>');
  return [...found].map((placeholder) => `${placeholder} in ${directory.path}: nobody knows what it stands for.`);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
