import type {Diagnostic} from '../model/diagnostic.js';
import type {Release, ReleaseSetting, ReleaseSettings} from '../model/release.js';
import {releaseDiagnostic} from './release-diagnostic.js';

/** What happens where a release has no place for a setting; those that are not here may go without. */
const CONSEQUENCES: Readonly<Partial<Record<ReleaseSetting, string>>> = {
  domain: "the platform would answer at the chart's own domain",
  namespacePrefix: 'its namespaces would be made without the prefix',
  createsIstio: 'it would install an Istio of its own beside the existing one',
  imageRegistry: 'its chart would pull its images from the registries that it names itself',
  loadBalancerIsInternal: 'its load balancer would be open to the internet',
};

/** Settings of which this value is what every chart does anyway. */
const HARMLESS: Readonly<Partial<Record<ReleaseSetting, string | boolean>>> = {
  namespacePrefix: '',
  createsIstio: true,
  loadBalancerIsInternal: false,
};

/** Errors for settings that the release has no place for and that it must not go without. */
export function checkSettings(release: Release, settings: ReleaseSettings): Diagnostic[] {
  const {tokens, overrides} = release.valuesTemplate;
  const placed = new Set([...tokens, ...overrides].map((entry) => entry.setting));
  return Object.entries(CONSEQUENCES).flatMap(([name, consequence]) => {
    const setting = name as ReleaseSetting;
    const value = settings[setting];
    if (value === undefined || placed.has(setting) || HARMLESS[setting] === value) return [];
    return [
      releaseDiagnostic(
        'SHK_RELEASE_E0012',
        `${release.name} ${release.version} has no place for ${setting}: ${consequence}`,
        {
          detail: `The configuration sets it to ${JSON.stringify(value)}.`,
          location: {file: 'release.yaml'},
          field: 'values.overrides',
          tries: [
            {text: `If the chart can do it, name the value under values.overrides: {setting: ${setting}, path: …}.`},
          ],
        },
      ),
    ];
  });
}
