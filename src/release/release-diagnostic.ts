import type {Diagnostic, SourceLocation, Try} from '../model/diagnostic.js';

/** Every code of this room, with who can mend it. A code is never reused. */
const BLAME = {
  /** The directory holds neither release.yaml nor a chart. */
  SHK_RELEASE_E0001: 'user',
  /** release.yaml, Chart.yaml or the values template is no YAML. */
  SHK_RELEASE_E0002: 'user',
  /** A field of release.yaml is missing, unknown or not of its form. */
  SHK_RELEASE_E0003: 'user',
  /** No Kubernetes window, an empty one, or one that cannot be read. */
  SHK_RELEASE_E0004: 'user',
  /** The chart is missing or is none. */
  SHK_RELEASE_E0005: 'user',
  /** A directory of manifests is missing or empty. */
  SHK_RELEASE_E0006: 'user',
  /** The values template is missing. */
  SHK_RELEASE_E0007: 'user',
  /** A manifest does not parse. */
  SHK_RELEASE_E0008: 'user',
  /** A manifest has no apiVersion, kind or name. */
  SHK_RELEASE_E0009: 'user',
  /** A token of the values template reached a rendered manifest. */
  SHK_RELEASE_E0010: 'user',
  /** The chart does not render. */
  SHK_RELEASE_E0011: 'user',
  /** The release has no place for a setting of the configuration. */
  SHK_RELEASE_E0012: 'user',
  /** A container without an image. */
  SHK_RELEASE_E0013: 'user',
  /** An override cannot be set: its path ends in something that is no map. */
  SHK_RELEASE_E0014: 'user',
  /** A placeholder of a manifest has no value. */
  SHK_RELEASE_E0015: 'user',
  /** An object stands among the static manifests and in the chart: helm would refuse to take it over. */
  SHK_RELEASE_E0016: 'user',
  /** Objects are put into a namespace that nobody makes. */
  SHK_RELEASE_E0017: 'user',
  /** The same object stands in the release twice with different content. */
  SHK_RELEASE_W0001: 'user',
  /** A token is left in the values, in a comment or a branch that is not rendered. */
  SHK_RELEASE_W0002: 'user',
  /** A kind was written oddly and was read as what it means. */
  SHK_RELEASE_W0003: 'user',
  /** An image without a tag or digest, or with the tag `latest`. */
  SHK_RELEASE_W0004: 'user',
  /** A critical workload that neither the chart nor a manifest holds. */
  SHK_RELEASE_W0005: 'user',
} as const;

export type ReleaseCode = keyof typeof BLAME;

/** A diagnostic of a release; `rest` says where and what to do. */
export function releaseDiagnostic(
  code: ReleaseCode,
  summary: string,
  rest: {
    readonly detail?: string;
    readonly location?: SourceLocation;
    readonly field?: string;
    readonly tries?: readonly Try[];
  } = {},
): Diagnostic {
  return {
    code,
    summary,
    ...(rest.detail === undefined ? {} : {detail: rest.detail}),
    ...(rest.location === undefined ? {} : {location: rest.location}),
    ...(rest.field === undefined ? {} : {field: rest.field}),
    tries: rest.tries ?? [],
    blame: BLAME[code],
  };
}
