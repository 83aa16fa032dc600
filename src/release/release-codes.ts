/** Every code of a release with what it means; a code is never reused. */
export const releaseCodes = {
  SHK_RELEASE_E0001: 'What was named holds no release: neither release.yaml nor one chart.',
  SHK_RELEASE_E0002: 'release.yaml, Chart.yaml or the values template is no YAML.',
  SHK_RELEASE_E0003: 'A field of release.yaml is missing, unknown or not of its form.',
  SHK_RELEASE_E0004: 'There is no window of Kubernetes versions, an empty one, or one that cannot be read.',
  SHK_RELEASE_E0005: 'The chart is missing, is none, or is a library.',
  SHK_RELEASE_E0006: 'A directory of manifests is missing or empty.',
  SHK_RELEASE_E0007: 'The values template is missing.',
  SHK_RELEASE_E0008: 'A manifest does not parse.',
  SHK_RELEASE_E0009: 'A manifest has no apiVersion, kind or name, or a namespace that is no text.',
  SHK_RELEASE_E0010: 'A token of the values template reached an object.',
  SHK_RELEASE_E0011: 'helm cannot render the chart.',
  SHK_RELEASE_E0012: 'The release has no place for a setting that it must not go without.',
  SHK_RELEASE_E0013: 'A container has no image.',
  SHK_RELEASE_E0014: 'A value cannot be written into the values file.',
  SHK_RELEASE_E0015: 'A placeholder of a manifest has no value.',
  SHK_RELEASE_E0016: 'An object stands in the chart and among the manifests; helm would refuse to take it over.',
  SHK_RELEASE_E0017: 'Objects are put into a namespace that nobody makes.',
  SHK_RELEASE_W0001: 'An object stands among the manifests twice, differently; the later one is applied.',
  SHK_RELEASE_W0002: 'A token is left in the values, where nothing reads it.',
  SHK_RELEASE_W0003: 'A kind was written oddly and was read as what it means.',
  SHK_RELEASE_W0004: 'An image may change under its name.',
  SHK_RELEASE_W0005: 'A critical workload is in neither the chart nor the manifests.',
  SHK_RELEASE_W0006: 'An image is used that the release does not name.',
} as const;

export type ReleaseCode = keyof typeof releaseCodes;
